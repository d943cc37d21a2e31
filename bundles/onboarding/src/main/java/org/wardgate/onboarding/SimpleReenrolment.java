package org.wardgate.onboarding;

import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.CertificateStatus;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested.Reason;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.crypto.x509.CertificationRequest;

/**
 * EST {@code /sren}: a certificate that takes the place of the one the session was opened with (RFC
 * 9148 §4.2, RFC 7030 §4.2.2).
 */
@Component(name = "org.wardgate.onboarding.sren", service = ResourceHandler.class)
public final class SimpleReenrolment extends CsrResource {
  private static final long ABSENT_RETRY_SECONDS = 5;

  private final Enrolments enrolments;
  private final Clock clock;

  /** Comes with the ward CA; without it nothing is renewed. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable CertificateStatus status;

  /** Asks through the desk that all EST resources share. */
  @Activate
  public SimpleReenrolment(@Reference Enrolments enrolments) {
    this(enrolments, Clock.systemUTC(), null);
  }

  SimpleReenrolment(Enrolments enrolments, Clock clock, @Nullable CertificateStatus status) {
    super("sren", CertificateDelivery.FORMATS);
    this.enrolments = enrolments;
    this.clock = clock;
    this.status = status;
  }

  @Override
  Optional<Delivery> delivery(OptionalInt accept) {
    return CertificateDelivery.of(accept);
  }

  @Override
  CompletionStage<Response> proven(
      BoundedRequest request, CertificationRequest csr, Delivery delivery) throws RefusedException {
    CertificateStatus current = status;
    if (current == null) {
      return Answers.later(ABSENT_RETRY_SECONDS, OnboardingErrors.WARD_CA_ABSENT);
    }
    new RenewalCheck(current, clock.instant(), enrolments.renewalNeedsNewKey())
        .check(request.peer().identity(), csr);
    return enrolments.request(request, Wish.forOwnKey(Reason.RENEW, csr), delivery);
  }
}
