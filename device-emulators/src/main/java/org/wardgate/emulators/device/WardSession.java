package org.wardgate.emulators.device;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.x509.StaticNewAdvancedCertificateVerifier;
import org.wardgate.api.Bytes;

/**
 * Life with an LDevID: keeps a session open, answers challenges over it, and opens a new one when
 * the gateway falls silent.
 */
final class WardSession {
  private static final long HEARTBEAT_MILLIS = 5_000;
  private static final long JITTER_MILLIS = 1_000;
  private static final long RETRY_MILLIS = 500;
  private static final int REFUSALS_MAX_COUNT = 3;

  private final Wire wire;
  private final LocalIdentity identity;
  private final Attester attester;
  private final Progress progress;
  private int refusals;

  WardSession(Wire wire, LocalIdentity identity, Attester attester, Progress progress) {
    this.wire = wire;
    this.identity = identity;
    this.attester = attester;
    this.progress = progress;
  }

  /**
   * Stays in the ward.
   *
   * @throws Refusal when the gateway no longer takes the LDevID
   */
  void stay() throws Refusal, InterruptedException {
    while (true) {
      try {
        liveOnce();
      } catch (Refusal e) {
        refusals++;
        if (refusals >= REFUSALS_MAX_COUNT) {
          throw e;
        }
      } catch (IOException e) {
        progress.failed("session", String.valueOf(e.getMessage()));
      }
      pause(RETRY_MILLIS);
    }
  }

  /** One session, until it fails. */
  private void liveOnce() throws IOException, Refusal, InterruptedException {
    try (CoapSession session = open()) {
      session.heartbeat();
      refusals = 0;
      progress.done("session", "with the LDevID");
      while (true) {
        pause(HEARTBEAT_MILLIS);
        session.heartbeat();
      }
    }
  }

  private CoapSession open() {
    CoapResource wardgate = new CoapResource("wg", false);
    wardgate.add(new AttestResource(this::answered));
    var trust =
        StaticNewAdvancedCertificateVerifier.builder()
            .setTrustedCertificates(identity.anchors().toArray(X509Certificate[]::new))
            .setSupportedCertificateTypes(List.of(CertificateType.X_509))
            .build();
    return CoapSession.open(
        wire, List.of(identity.certificate()), identity.key(), trust, List.of(wardgate));
  }

  private Bytes answered(Bytes nonce) {
    Bytes evidence = attester.evidence(nonce);
    progress.challenged();
    return evidence;
  }

  private static void pause(long millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis + ThreadLocalRandom.current().nextLong(JITTER_MILLIS));
  }
}
