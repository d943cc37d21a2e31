package org.wardgate.api.attestation;

import java.util.List;
import java.util.Set;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.error.Problem;

/** What attestation reports. */
public sealed interface AttestationEvent extends Event {
  /** About one attester. */
  sealed interface OfDevice extends AttestationEvent {
    /** The attester. */
    DeviceId device();
  }

  /** About what appraisals depend on. */
  sealed interface OfChange extends AttestationEvent {
    /** What changes. */
    Change change();
  }

  /**
   * Evidence arrived and was appraised, whatever the result.
   *
   * @param correlationId of the challenge
   * @param device the attester
   * @param result of the appraisal
   */
  record EvidenceAppraised(CorrelationId correlationId, DeviceId device, AttestationResult result)
      implements OfDevice {}

  /**
   * A challenge went unanswered.
   *
   * @param correlationId of the challenge
   * @param device the attester
   * @param problem why
   */
  record ChallengeMissed(CorrelationId correlationId, DeviceId device, Problem problem)
      implements OfDevice {}

  /**
   * A new version was verified and may be adopted.
   *
   * @param correlationId fresh
   * @param change what
   * @param issuer who signed it: a manufacturer's id, or the hospital
   * @param summary one line for people
   */
  record ChangeOffered(CorrelationId correlationId, Change change, String issuer, String summary)
      implements OfChange {}

  /**
   * The newest evidence of every device was appraised as if the change counted.
   *
   * @param correlationId of the intent
   * @param change what was tried
   * @param worsened devices whose tier would be worse
   * @param consideredCount devices whose evidence is known
   * @param considered those devices; empty if only their number is known
   */
  record ChangeTried(
      CorrelationId correlationId,
      Change change,
      List<DeviceId> worsened,
      int consideredCount,
      Set<DeviceId> considered)
      implements OfChange {
    /** Copies both. */
    public ChangeTried {
      worsened = List.copyOf(worsened);
      considered = Set.copyOf(considered);
    }

    /** Without saying which devices were considered. */
    public ChangeTried(
        CorrelationId correlationId, Change change, List<DeviceId> worsened, int consideredCount) {
      this(correlationId, change, worsened, consideredCount, Set.of());
    }
  }

  /**
   * It counts now, durably; or it was dropped.
   *
   * @param correlationId of the intent
   * @param change what
   * @param adopted whether it counts
   */
  record ChangeSettled(CorrelationId correlationId, Change change, boolean adopted)
      implements OfChange {}

  /**
   * It could not be tried, adopted or dropped.
   *
   * @param correlationId of the intent
   * @param change what
   * @param problem why
   */
  record ChangeFailed(CorrelationId correlationId, Change change, Problem problem)
      implements OfChange {}
}
