package org.wardgate.integration.benchmarks.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.wardgate.api.Event;
import org.wardgate.api.EventSink;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.onboarding.OnboardingPort;
import org.wardgate.api.pki.CertificateAuthority;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiIntent;

/**
 * Stands where the decision stands and says yes at once: what is measured here is the transport,
 * identity, EST and the ward CA. What a whole join costs is measured by the join benchmark.
 */
final class Yes implements EventSink {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private volatile CertificateAuthority authority = intent -> new CompletableFuture<>();
  private volatile OnboardingPort desk = NOBODY;

  private static final OnboardingPort NOBODY =
      new OnboardingPort() {
        @Override
        public boolean takes(OnboardingIntent intent) {
          return false;
        }

        @Override
        public void execute(OnboardingIntent intent) {
          throw new IllegalStateException("nobody takes " + intent);
        }
      };

  void connect(CertificateAuthority issuer, OnboardingPort answers) {
    authority = issuer;
    desk = answers;
  }

  @Override
  public CompletionStage<Void> submit(Event event) {
    if (event instanceof EnrolmentRequested request) {
      var unused =
          authority
              .execute(
                  new PkiIntent.IssueCertificate(
                      request.correlationId(),
                      Instant.now().plus(PATIENCE),
                      request.device(),
                      request.device().value(),
                      request.publicKeySpki()))
              .thenAccept(this::answer);
    }
    return CompletableFuture.completedFuture(null);
  }

  private void answer(PkiEvent event) {
    Instant deadline = Instant.now().plus(PATIENCE);
    if (event instanceof PkiEvent.CertificateIssued issued) {
      desk.execute(
          new OnboardingIntent.GrantEnrolment(
              issued.correlationId(), deadline, issued.device(), issued.certificateDer()));
    } else if (event instanceof PkiEvent.CertificateRefused refused) {
      desk.execute(
          new OnboardingIntent.RefuseEnrolment(
              refused.correlationId(), deadline, refused.device(), refused.problem()));
    }
  }
}
