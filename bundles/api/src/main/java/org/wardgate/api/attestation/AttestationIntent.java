package org.wardgate.api.attestation;

import java.time.Instant;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Intent;

/** What attestation is asked to do. */
public sealed interface AttestationIntent extends Intent {
  /**
   * Challenge an admitted device over its live session.
   *
   * @param correlationId repeated by the answer
   * @param deadline when the challenge counts as missed
   * @param device the attester
   */
  record Challenge(CorrelationId correlationId, Instant deadline, DeviceId device)
      implements AttestationIntent {}
}
