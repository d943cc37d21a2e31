package org.wardgate.api.attestation;

import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.error.Problem;

/** What attestation reports. */
public sealed interface AttestationEvent extends Event {
  /** The attester. */
  DeviceId device();

  /**
   * Evidence arrived and was appraised, whatever the result.
   *
   * @param correlationId of the challenge
   * @param device the attester
   * @param result of the appraisal
   */
  record EvidenceAppraised(CorrelationId correlationId, DeviceId device, AttestationResult result)
      implements AttestationEvent {}

  /**
   * A challenge went unanswered.
   *
   * @param correlationId of the challenge
   * @param device the attester
   * @param problem why
   */
  record ChallengeMissed(CorrelationId correlationId, DeviceId device, Problem problem)
      implements AttestationEvent {}
}
