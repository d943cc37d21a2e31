package org.wardgate.emulators.device;

import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.CertificationRequests;
import org.wardgate.crypto.x509.CertsOnly;
import org.wardgate.crypto.x509.ChainValidator;
import org.wardgate.crypto.x509.Usage;

/**
 * Joins a ward with the IDevID: the ward CA's certificates, a challenge for the key to be
 * certified, evidence, then the certificate (EST-coaps, RFC 9148).
 */
final class Enrolment {
  private static final int CERTS_ONLY = 281;
  private static final int PKCS10 = 286;
  private static final int PKIX_CERT = 287;
  private static final int OCTET_STREAM = 42;
  private static final int EAT_CWT = 263;
  private static final int ANY = -1;
  private static final int ASK_MAX_COUNT = 60;
  private static final long WAIT_MAX_SECONDS = 10;

  private final Wire wire;
  private final DeviceKeys keys;
  private final Attester attester;
  private final Progress progress;
  private final Clock clock;

  Enrolment(Wire wire, DeviceKeys keys, Attester attester, Progress progress, Clock clock) {
    this.wire = wire;
    this.keys = keys;
    this.attester = attester;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * Joins.
   *
   * @throws Refusal if the gateway says no
   * @throws IOException if it cannot be reached or talks nonsense
   */
  LocalIdentity join() throws IOException, Refusal, InterruptedException {
    ServerTrust trust = new ServerTrust();
    try (CoapSession session =
        CoapSession.open(wire, keys.idevid(), keys.idevidKey(), trust, List.of())) {
      List<X509Certificate> anchors = anchors(session, trust);
      KeyPair fresh = EcKeys.generateP256();
      attest(session, PublicKeys.spki(fresh.getPublic()).sha256());
      X509Certificate certificate = certificate(session, fresh);
      progress.done("enrolled", "serial " + certificate.getSerialNumber().toString(16));
      return new LocalIdentity(certificate, fresh.getPrivate(), anchors);
    }
  }

  /** As a hostile device would: asks for a certificate, whatever came of its evidence. */
  void askWithoutEvidence() throws IOException, Refusal, InterruptedException {
    try (CoapSession session =
        CoapSession.open(wire, keys.idevid(), keys.idevidKey(), new ServerTrust(), List.of())) {
      certificate(session, EcKeys.generateP256());
    }
  }

  private List<X509Certificate> anchors(CoapSession session, ServerTrust trust)
      throws IOException, Refusal {
    Reply reply = session.get(".well-known/est/crts", CERTS_ONLY).orRefusal("crts");
    progress.done("handshake", "session with the IDevID");
    List<X509Certificate> anchors = certificates(reply);
    X509Certificate gateway =
        trust.seen().orElseThrow(() -> new IOException("the gateway showed no certificate"));
    try {
      ChainValidator.validate(
          List.of(gateway), List.of(), anchors, clock.instant(), Usage.TLS_SERVER);
    } catch (CryptoException e) {
      throw new IOException("the gateway is not of the ward CA it names: " + e.getMessage(), e);
    }
    return anchors;
  }

  private void attest(CoapSession session, Bytes keyThumbprint) throws IOException, Refusal {
    Bytes nonce =
        session
            .post("wg/challenge", OCTET_STREAM, keyThumbprint, OCTET_STREAM)
            .orRefusal("challenge")
            .payload();
    Bytes evidence = attester.evidence(nonce);
    session.post("wg/evidence", EAT_CWT, evidence, ANY).orRefusal("evidence");
    progress.attested(evidence);
  }

  private X509Certificate certificate(CoapSession session, KeyPair fresh)
      throws IOException, Refusal, InterruptedException {
    // the subject is the gateway's to choose: whatever stands here is ignored
    Bytes request = CertificationRequests.create(fresh, "device");
    for (int asked = 0; asked < ASK_MAX_COUNT; asked++) {
      Reply reply = session.post(".well-known/est/sen", PKCS10, request, CERTS_ONLY);
      if (!reply.later()) {
        return issued(reply.orRefusal("sen"), fresh);
      }
      progress.done("pending", "asked to wait " + reply.maxAgeSeconds() + " s");
      TimeUnit.SECONDS.sleep(Math.max(1, Math.min(reply.maxAgeSeconds(), WAIT_MAX_SECONDS)));
    }
    throw new IOException("the gateway never decided");
  }

  private static X509Certificate issued(Reply reply, KeyPair fresh) throws IOException {
    return certificates(reply).stream()
        .filter(certificate -> certificate.getPublicKey().equals(fresh.getPublic()))
        .findFirst()
        .orElseThrow(() -> new IOException("no certificate for the key of the request"));
  }

  private static List<X509Certificate> certificates(Reply reply) throws IOException {
    try {
      return reply.contentFormat() == PKIX_CERT
          ? List.of(Certificates.ofDer(reply.payload()))
          : CertsOnly.decode(reply.payload());
    } catch (CryptoException e) {
      throw new IOException("no certificates: " + e.getMessage(), e);
    }
  }
}
