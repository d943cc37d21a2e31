package org.wardgate.emulators.device;

import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.eclipse.californium.core.server.resources.Resource;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificationRequests;
import org.wardgate.crypto.x509.ChainValidator;
import org.wardgate.crypto.x509.Usage;

/**
 * Joins a ward with the IDevID: the ward CA's certificates, a challenge for the key to be
 * certified, evidence, then the certificate (EST-coaps, RFC 9148).
 */
final class Enrolment {
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
    try (CoapSession session = open(trust)) {
      EstClient est = new EstClient(session, attester, progress);
      List<X509Certificate> anchors = anchors(est, trust);
      KeyPair fresh = EcKeys.generateP256();
      est.attest(PublicKeys.spki(fresh.getPublic()).sha256());
      X509Certificate certificate = est.certificate("sen", request(fresh), fresh);
      progress.done("enrolled", "serial " + certificate.getSerialNumber().toString(16));
      return new LocalIdentity(certificate, fresh.getPrivate(), anchors);
    }
  }

  /** As a hostile device would: asks for a certificate, whatever came of its evidence. */
  void askWithoutEvidence() throws IOException, Refusal, InterruptedException {
    KeyPair fresh = EcKeys.generateP256();
    try (CoapSession session = open(new ServerTrust())) {
      new EstClient(session, attester, progress).certificate("sen", request(fresh), fresh);
    }
  }

  private CoapSession open(ServerTrust trust) {
    List<Resource> served = List.of(Served.beforeAdmission(progress));
    return CoapSession.open(wire, keys.idevid(), keys.idevidKey(), trust, served);
  }

  /** The subject is the gateway's to choose: whatever stands in the request is ignored. */
  private static Bytes request(KeyPair fresh) {
    return CertificationRequests.create(fresh, "device");
  }

  private List<X509Certificate> anchors(EstClient est, ServerTrust trust)
      throws IOException, Refusal {
    List<X509Certificate> anchors = est.anchors();
    progress.done("handshake", "session with the IDevID");
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
}
