package org.wardgate.decision.rules;

import java.time.Instant;
import java.util.Set;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.trust.TrustErrors;
import org.wardgate.decision.state.DeviceCase;

/** What brings a device back that was cut. Pure. */
final class Return {
  /** A level of trust that was not reached can be reached again. */
  private static final Set<String> PASSING =
      Set.of(
          DecisionErrors.VULNERABLE.code(),
          TrustErrors.NOT_TRUSTED.code(),
          TrustErrors.UNDECIDABLE.code());

  private Return() {}

  /**
   * Whether fresh affirming evidence brings it back without a person: it was cut for something that
   * passes, no source decided alone, and no undeclared traffic of it is remembered. All else needs
   * an operator.
   */
  static boolean byItself(DeviceCase c, Instant at) {
    String cause = c.standing().problem().map(Problem::code).orElse("");
    boolean silent = cause.equals(DecisionErrors.STALE.code());
    boolean passing = silent || PASSING.contains(cause);
    boolean vetoed = c.trust().verdict().map(v -> !v.veto().isEmpty()).orElse(false);
    return c.policy().everAdmitted()
        && passing
        && !vetoed
        && (silent || c.trust().violations().at(at).count() <= 0);
  }
}
