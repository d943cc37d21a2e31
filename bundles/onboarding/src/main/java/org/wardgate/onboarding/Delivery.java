package org.wardgate.onboarding;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.wardgate.api.transport.Response;
import org.wardgate.onboarding.PendingEnrolments.Pending;

/** How a granted certificate is handed over. Stateless. */
@FunctionalInterface
interface Delivery {
  /** The answer; empty if what belongs to it is gone and the device has to ask again. */
  Optional<Response> of(X509Certificate certificate, Pending pending);
}
