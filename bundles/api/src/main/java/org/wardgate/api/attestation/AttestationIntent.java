package org.wardgate.api.attestation;

import java.time.Instant;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Intent;

/** What attestation is asked to do. */
public sealed interface AttestationIntent extends Intent {
  /** About what appraisals depend on. */
  sealed interface OfChange extends AttestationIntent {
    /** What changes. */
    Change change();
  }

  /**
   * Challenge an admitted device over its live session.
   *
   * @param correlationId repeated by the answer
   * @param deadline when the challenge counts as missed
   * @param device the attester
   */
  record Challenge(CorrelationId correlationId, Instant deadline, DeviceId device)
      implements AttestationIntent {}

  /**
   * Appraise the newest evidence of every device as if the change counted; nothing follows from it
   * yet. For {@link Challenger}.
   *
   * @param correlationId repeated by {@link AttestationEvent.ChangeTried}
   * @param deadline when waiting ends
   * @param change what to try
   */
  record TryChange(CorrelationId correlationId, Instant deadline, Change change)
      implements OfChange {}

  /**
   * From now on it counts. For the {@link ChangeKeeper} of its kind.
   *
   * @param correlationId repeated by {@link AttestationEvent.ChangeSettled}
   * @param deadline when waiting ends
   * @param change what to adopt
   */
  record AdoptChange(CorrelationId correlationId, Instant deadline, Change change)
      implements OfChange {}

  /**
   * It shall not count; it is not offered again. For the {@link ChangeKeeper} of its kind.
   *
   * @param correlationId repeated by {@link AttestationEvent.ChangeSettled}
   * @param deadline when waiting ends
   * @param change what to drop
   */
  record DropChange(CorrelationId correlationId, Instant deadline, Change change)
      implements OfChange {}
}
