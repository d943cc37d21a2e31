package org.wardgate.onboarding;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested.Reason;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.crypto.x509.CertificationRequest;

/**
 * EST {@code /sen}: a first certificate for the request's key (RFC 9148 §4.2, RFC 7030 §4.2.1). In
 * a session with the ward's certificate it is refused: that one is renewed.
 */
@Component(name = "org.wardgate.onboarding.sen", service = ResourceHandler.class)
public final class SimpleEnrolment extends CsrResource {
  private final Enrolments enrolments;

  /** Asks through the desk that all EST resources share. */
  @Activate
  public SimpleEnrolment(@Reference Enrolments enrolments) {
    super("sen", CertificateDelivery.FORMATS);
    this.enrolments = enrolments;
  }

  @Override
  Optional<Delivery> delivery(OptionalInt accept) {
    return CertificateDelivery.of(accept);
  }

  @Override
  CompletionStage<Response> proven(
      BoundedRequest request, CertificationRequest csr, Delivery delivery) throws RefusedException {
    if (request.peer().identity().kind() == PeerIdentity.Kind.LDEVID) {
      // what renewal has to keep to must not be left out by another name
      throw new RefusedException(
          OnboardingErrors.NOT_A_RENEWAL, "this session has the ward's certificate: use sren");
    }
    return enrolments.request(request, Wish.forOwnKey(Reason.ENROL, csr), delivery);
  }
}
