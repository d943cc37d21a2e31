package org.wardgate.api.pki;

import java.time.Instant;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.error.Problem;

/** What the ward CA reports. */
public sealed interface PkiEvent extends Event {
  /** The device it is about. */
  DeviceId device();

  /**
   * A certificate was issued.
   *
   * @param correlationId of the intent
   * @param device for whom
   * @param certificateDer the LDevID
   * @param notAfter its end of validity
   */
  record CertificateIssued(
      CorrelationId correlationId, DeviceId device, Bytes certificateDer, Instant notAfter)
      implements PkiEvent {}

  /**
   * No certificate was issued.
   *
   * @param correlationId of the intent
   * @param device for whom
   * @param problem why
   */
  record CertificateRefused(CorrelationId correlationId, DeviceId device, Problem problem)
      implements PkiEvent {}
}
