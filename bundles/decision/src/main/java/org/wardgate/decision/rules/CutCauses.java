package org.wardgate.decision.rules;

import java.util.Optional;
import java.util.Set;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.DeviceCase;

/**
 * Which of several causes counts. What people decided is not forgotten for what evidence, silence
 * or another rule says later. Pure.
 */
final class CutCauses {
  /** Rules of their own find these again, if they still hold. */
  private static final Set<String> FOUND_AGAIN =
      Set.of(
          DecisionErrors.NOT_RENEWED.code(),
          MudErrors.ADVISORY_APPLIES.code(),
          DecisionErrors.EXEMPTION_OVER.code());

  /** A proof from outside this ward ends these: evidence must be able to say more than they do. */
  private static final Set<String> ENDED_AT_THE_GATE =
      Set.of(DecisionErrors.NOT_RENEWED.code(), DecisionErrors.REMOVED_FROM_INVENTORY.code());

  /** The AR4SI claim about whose the evidence is; 2 affirms it. */
  private static final String IDENTITY = "instance-identity";

  private CutCauses() {}

  /** Whether a rule of its own finds it again. */
  static boolean foundAgain(Problem problem) {
    return FOUND_AGAIN.contains(problem.code());
  }

  /** Whether a cause is at least as binding as the one that was noted before. */
  static boolean outweighs(Problem newer, Optional<Problem> before) {
    return rank(newer) >= before.map(CutCauses::rank).orElse(0);
  }

  private static int rank(Problem problem) {
    if (TrustCauses.is(problem)) {
      return 0;
    } else if (foundAgain(problem)) {
      return 1;
    }
    return problem.code().equals(DecisionErrors.INCIDENT.code()) ? 2 : 3;
  }

  /**
   * Whether a device is cut, or refused, for a cause that a verdict on its trust must not replace:
   * it would bring it back for less, or let less allow it something.
   */
  static boolean holds(DeviceCase c, Problem newer) {
    return TrustCauses.is(newer)
        && away(c)
        && c.standing()
            .problem()
            .filter(p -> !TrustCauses.is(p) && !ENDED_AT_THE_GATE.contains(p.code()))
            .isPresent();
  }

  private static boolean away(DeviceCase c) {
    return cut(c) || c.standing().state() == DeviceState.REFUSED;
  }

  static boolean cut(DeviceCase c) {
    return c.standing().state() == DeviceState.QUARANTINED
        || c.standing().state() == DeviceState.RESTRICTED;
  }

  /**
   * The cause of a device whose bad evidence was recorded while it was cut for something else:
   * whose the evidence is counts most.
   */
  static Problem badEvidence(DeviceCase c, String remark) {
    boolean itsOwn =
        c.trust().attestation().map(a -> a.vector().getOrDefault(IDENTITY, 2)).orElse(2) == 2;
    return Problem.of(
        itsOwn ? AttestationErrors.UNKNOWN_MEASUREMENT : AttestationErrors.BAD_SIGNATURE,
        "shown while it was cut; " + remark);
  }
}
