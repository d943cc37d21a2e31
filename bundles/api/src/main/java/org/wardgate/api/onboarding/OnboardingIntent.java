package org.wardgate.api.onboarding;

import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Intent;
import org.wardgate.api.error.Problem;

/** What onboarding is asked to do. */
public sealed interface OnboardingIntent extends Intent {
  /** The device it is about. */
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

  /**
   * End every session of the device now.
   *
   * @param correlationId fresh; nothing answers
   * @param deadline of no meaning
   * @param device whose
   */
  record CloseSessions(CorrelationId correlationId, Instant deadline, DeviceId device)
      implements OnboardingIntent {}

  /**
   * See that the device gets the configuration its MUD file declares: offered for it to fetch, and
   * sent over its live session if it has one.
   *
   * @param correlationId the answering {@code ConfigurationTaken} or {@code ConfigurationNotTaken}
   *     repeats it
   * @param deadline when it counts as not taken
   * @param device which
   * @param mediaType of the content
   * @param content as its manufacturer signed it
   */
  record DeliverConfiguration(
      CorrelationId correlationId,
      Instant deadline,
      DeviceId device,
      String mediaType,
      Bytes content)
      implements OnboardingIntent {}

  /**
   * Sign a handover of the device to another gateway.
   *
   * @param correlationId the answering {@code HandoverSigned} repeats it
   * @param deadline of no meaning
   * @param device which
   * @param toGateway id of the gateway it goes to
   * @param mudUrl of the device, absent if it has none
   * @param certificateSha256 of the LDevID it will come with, 32 bytes
   * @param validUntil until when it may
   */
  record SignHandover(
      CorrelationId correlationId,
      Instant deadline,
      DeviceId device,
      String toGateway,
      Optional<String> mudUrl,
      Bytes certificateSha256,
      Instant validUntil)
      implements OnboardingIntent {}
}
