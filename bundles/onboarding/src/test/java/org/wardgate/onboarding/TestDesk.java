package org.wardgate.onboarding;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.wardgate.api.Event;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.transport.Response;
import org.wardgate.crypto.x509.Certificates;

/** What all EST resources share, with a decision that a test takes. */
final class TestDesk implements EventSink {
  final List<EnrolmentRequested> requested = new CopyOnWriteArrayList<>();
  final AtomicLong nanos = new AtomicLong();
  final Enrolments enrolments;

  TestDesk(Duration wait) {
    this(wait, Clock.systemUTC());
  }

  TestDesk(Duration wait, Clock clock) {
    enrolments = new Enrolments(TestConfig.waiting(wait), clock, nanos::get, this);
  }

  @Override
  public CompletionStage<Void> submit(Event event) {
    requested.add((EnrolmentRequested) event);
    return CompletableFuture.completedFuture(null);
  }

  EnrolmentRequested last() {
    return requested.get(requested.size() - 1);
  }

  /** Grants what was asked for last. */
  void grant(X509Certificate certificate) {
    enrolments.execute(
        new OnboardingIntent.GrantEnrolment(
            last().correlationId(),
            Instant.now().plusSeconds(60),
            last().device(),
            Certificates.der(certificate)));
  }

  void refuse() {
    enrolments.execute(
        new OnboardingIntent.RefuseEnrolment(
            last().correlationId(),
            Instant.now().plusSeconds(60),
            last().device(),
            Problem.of(OnboardingErrors.NOT_ADMISSIBLE, "no evidence")));
  }

  static Response join(CompletionStage<Response> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
