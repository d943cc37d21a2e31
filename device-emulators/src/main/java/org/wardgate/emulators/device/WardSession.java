package org.wardgate.emulators.device;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
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

  private static final long RENEWAL_PAUSE_SECONDS = 30;

  private final Wire wire;
  private final Optional<Attester> attester;
  private final Renewal renewal;
  private final Progress progress;
  private LocalIdentity identity;
  private Instant since;
  private Instant renewNotBefore = Instant.MIN;
  private int refusals;

  /**
   * @param attester empty if the device has no evidence to give
   */
  WardSession(
      Wire wire,
      LocalIdentity identity,
      Optional<Attester> attester,
      Renewal renewal,
      Progress progress) {
    this.wire = wire;
    this.identity = identity;
    this.attester = attester;
    this.renewal = renewal;
    this.since = renewal.clock().instant();
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

  /** One session, until it fails or a new certificate takes the place of its own. */
  private void liveOnce() throws IOException, Refusal, InterruptedException {
    try (CoapSession session = open()) {
      session.heartbeat();
      refusals = 0;
      progress.done("session", "with the LDevID");
      while (!renewed(session)) {
        pause(HEARTBEAT_MILLIS);
        session.heartbeat();
      }
    }
  }

  /** Renews if it is time; without success the certificate in force stays in use. */
  private boolean renewed(CoapSession session) throws IOException, InterruptedException {
    Instant now = renewal.clock().instant();
    if (!renewal.due(identity.certificate(), since) || now.isBefore(renewNotBefore)) {
      return false;
    }
    try {
      identity = renewal.renew(new EstClient(session, attester, progress), identity);
      since = now;
      String serial = identity.certificate().getSerialNumber().toString(16);
      progress.done("renewed", "serial " + serial);
      return true;
    } catch (Refusal e) {
      renewNotBefore = now.plusSeconds(RENEWAL_PAUSE_SECONDS);
      progress.failed("renewal", String.valueOf(e.getMessage()));
      return false;
    }
  }

  private CoapSession open() {
    var trust =
        StaticNewAdvancedCertificateVerifier.builder()
            .setTrustedCertificates(identity.anchors().toArray(X509Certificate[]::new))
            .setSupportedCertificateTypes(List.of(CertificateType.X_509))
            .build();
    return CoapSession.open(
        wire,
        List.of(identity.certificate()),
        identity.key(),
        trust,
        List.of(
            attester
                .map(a -> Served.inTheWard(nonce -> answered(a, nonce), progress))
                .orElseGet(() -> Served.beforeAdmission(progress))));
  }

  private Bytes answered(Attester with, Bytes nonce) {
    Bytes evidence = with.evidence(nonce);
    progress.challenged();
    return evidence;
  }

  private static void pause(long millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis + ThreadLocalRandom.current().nextLong(JITTER_MILLIS));
  }
}
