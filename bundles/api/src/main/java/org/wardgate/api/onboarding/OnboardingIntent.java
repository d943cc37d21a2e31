package org.wardgate.api.onboarding;

import java.time.Instant;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Intent;
import org.wardgate.api.error.Problem;

/** What onboarding is asked to answer. */
public sealed interface OnboardingIntent extends Intent {
  /** Whose request is answered. */
  DeviceId device();

  /**
   * Hand over the certificate.
   *
   * @param correlationId of the request
   * @param deadline after it the device has to ask again
   * @param device who asked
   * @param certificateDer the issued LDevID
   */
  record GrantEnrolment(
      CorrelationId correlationId, Instant deadline, DeviceId device, Bytes certificateDer)
      implements OnboardingIntent {}

  /**
   * Refuse, and say why.
   *
   * @param correlationId of the request
   * @param deadline after it the device has to ask again
   * @param device who asked
   * @param problem why
   */
  record RefuseEnrolment(
      CorrelationId correlationId, Instant deadline, DeviceId device, Problem problem)
      implements OnboardingIntent {}
}
