package org.wardgate.emulators.device;

import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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
  private final Door door;
  private final Optional<Attester> attester;
  private final Progress progress;
  private final Clock clock;

  /**
   * @param attester empty if the device has no evidence to give
   */
  Enrolment(Door door, Optional<Attester> attester, Progress progress, Clock clock) {
    this.door = door;
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
    try (CoapSession session = open()) {
      EstClient est = new EstClient(session, attester, progress);
      List<X509Certificate> anchors = anchors(est);
      KeyPair fresh = EcKeys.generateP256();
      if (est.attests()) {
        est.attest(PublicKeys.spki(fresh.getPublic()).sha256());
      }
      X509Certificate certificate = est.certificate("sen", request(fresh), fresh);
      progress.done("enrolled", "serial " + certificate.getSerialNumber().toString(16));
      return new LocalIdentity(certificate, fresh.getPrivate(), anchors);
    }
  }

  /** As a hostile device would: asks for a certificate, whatever came of its evidence. */
  void askWithoutEvidence() throws IOException, Refusal, InterruptedException {
    KeyPair fresh = EcKeys.generateP256();
    try (CoapSession session = open()) {
      new EstClient(session, attester, progress).certificate("sen", request(fresh), fresh);
    }
  }

  private CoapSession open() {
    List<Resource> served = List.of(Served.beforeAdmission(progress));
    return door.open(served);
  }

  /** The subject is the gateway's to choose: whatever stands in the request is ignored. */
  private static Bytes request(KeyPair fresh) {
    return CertificationRequests.create(fresh, "device");
  }

  private List<X509Certificate> anchors(EstClient est) throws IOException, Refusal {
    List<X509Certificate> anchors = est.anchors();
    if (door.gateway().isEmpty()) {
      // it proved that it knows the key, in the handshake
      progress.done("handshake", "session with the shared key");
      return anchors;
    }
    progress.done("handshake", "session with the IDevID");
    X509Certificate gateway = door.gateway().get();
    try {
      ChainValidator.validate(
          List.of(gateway), List.of(), anchors, clock.instant(), Usage.TLS_SERVER);
    } catch (CryptoException e) {
      throw new IOException("the gateway is not of the ward CA it names: " + e.getMessage(), e);
    }
    return anchors;
  }
}
