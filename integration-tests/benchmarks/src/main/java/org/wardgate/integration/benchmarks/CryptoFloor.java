package org.wardgate.integration.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import javax.crypto.KeyAgreement;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.ec.EcProvider;

/**
 * CPU time of the P-256 operations that the gateway cannot avoid in a join, with the gateway's own
 * provider on one warmed-up thread.
 *
 * @param keygenMicros one key pair
 * @param agreementMicros one ECDH agreement
 * @param signMicros one ECDSA signature with SHA-256
 * @param verifyMicros one check of it
 */
public record CryptoFloor(
    double keygenMicros, double agreementMicros, double signMicros, double verifyMicros) {
  /** Two DTLS handshakes, with an ephemeral key pair and an agreement each. */
  static final int KEYGENS_PER_JOIN_COUNT = 2;

  static final int AGREEMENTS_PER_JOIN_COUNT = 2;

  /** Two ServerKeyExchange messages and the certificate that is issued. */
  static final int SIGNATURES_PER_JOIN_COUNT = 3;

  /**
   * Two CertificateVerify messages, the IDevID and its sub-CA, the LDevID, the request's proof of
   * possession, the evidence.
   */
  static final int VERIFICATIONS_PER_JOIN_COUNT = 7;

  private static final int WARM_UP_COUNT = 4_000;
  private static final int MEASURED_COUNT = 4_000;
  private static final byte[] MESSAGE = new byte[256];

  private interface Work {
    void once() throws GeneralSecurityException;
  }

  /** Measures on this thread. */
  public static CryptoFloor measure() throws GeneralSecurityException {
    EcProvider.install();
    KeyPair own = EcKeys.generateP256();
    KeyPair other = EcKeys.generateP256();
    byte[] signature = sign(own);
    return new CryptoFloor(
        micros(EcKeys::generateP256),
        micros(() -> agree(own, other)),
        micros(() -> sign(own)),
        micros(() -> verify(own, signature)));
  }

  /**
   * CPU milliseconds of one mutual handshake: an ephemeral key pair, an agreement, the
   * ServerKeyExchange's signature, and checks of the CertificateVerify message and of a certificate
   * that its maker's root signed itself.
   */
  public double handshakeMillis() {
    return (keygenMicros + agreementMicros + signMicros + 2 * verifyMicros) / 1e3;
  }

  /** The same with an enrolment: the request's proof of possession, the certificate's signature. */
  public double enrolmentMillis() {
    return handshakeMillis() + (verifyMicros + signMicros) / 1e3;
  }

  /** CPU milliseconds of one join. */
  double joinMillis() {
    return (KEYGENS_PER_JOIN_COUNT * keygenMicros
            + AGREEMENTS_PER_JOIN_COUNT * agreementMicros
            + SIGNATURES_PER_JOIN_COUNT * signMicros
            + VERIFICATIONS_PER_JOIN_COUNT * verifyMicros)
        / 1e3;
  }

  private static double micros(Work work) throws GeneralSecurityException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int i = 0; i < WARM_UP_COUNT; i++) {
      work.once();
    }
    long start = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < MEASURED_COUNT; i++) {
      work.once();
    }
    return (threads.getCurrentThreadCpuTime() - start) / 1e3 / MEASURED_COUNT;
  }

  private static void agree(KeyPair own, KeyPair other) throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH", EcProvider.NAME);
    agreement.init(own.getPrivate());
    agreement.doPhase(other.getPublic(), true);
    if (agreement.generateSecret().length == 0) {
      throw new GeneralSecurityException("no secret");
    }
  }

  private static byte[] sign(KeyPair own) throws GeneralSecurityException {
    Signature signer = Signature.getInstance("SHA256withECDSA", EcProvider.NAME);
    signer.initSign(own.getPrivate());
    signer.update(MESSAGE);
    return signer.sign();
  }

  private static void verify(KeyPair own, byte[] signature) throws GeneralSecurityException {
    Signature verifier = Signature.getInstance("SHA256withECDSA", EcProvider.NAME);
    verifier.initVerify(own.getPublic());
    verifier.update(MESSAGE);
    if (!verifier.verify(signature)) {
      throw new GeneralSecurityException("a signature does not verify");
    }
  }
}
