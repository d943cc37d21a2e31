package org.wardgate.decision.rules;

import java.util.Optional;
import java.util.Set;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.view.TrustView.Exemption.Kind;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Exemption;

/** What a device is not cut for while a person allows it its traffic. */
final class ExemptionCover {
  /** Doubts about who it is, and what people decided about this very device since. */
  private static final Set<String> ENDS_BREAK_GLASS =
      Set.of(
          DecisionErrors.OPERATOR.code(),
          DecisionErrors.REVOKED_BY_OPERATOR.code(),
          DecisionErrors.HANDED_OVER.code(),
          DecisionErrors.REMOVED_FROM_INVENTORY.code(),
          DecisionErrors.KEY_COMPROMISED.code(),
          OnboardingErrors.IDEVID_REVOKED.code(),
          EnforcementErrors.UNENFORCEABLE.code());

  private ExemptionCover() {}

  /** The exemption for which a device keeps its traffic although there is a problem. */
  static Optional<Exemption> covering(DeviceCase c, Problem problem) {
    return c.exemptions()
        .of(Kind.BREAK_GLASS)
        .filter(e -> !ENDS_BREAK_GLASS.contains(problem.code()))
        .or(() -> c.exemptions().of(Kind.OVERRIDE).filter(e -> overrules(c, e, problem)));
  }

  /**
   * An override is about the verdict that its operator knew: evidence that is contraindicated since
   * then ends it.
   */
  private static boolean overrules(DeviceCase c, Exemption override, Problem problem) {
    return TrustCauses.is(problem)
        && !TrustCauses.refutesIdentity(problem)
        && (override.provenBad() || !provenBad(c));
  }

  /** Whether its newest evidence is contraindicated. */
  static boolean provenBad(DeviceCase c) {
    return c.trust().attestation().map(a -> a.tier() == Tier.CONTRAINDICATED).orElse(false);
  }

  /**
   * It keeps what it has. What is said again and again is recorded once an hour: the evidence
   * behind it is not.
   */
  static void keep(Draft draft, DeviceCase current, Exemption exemption, Problem problem) {
    boolean again = exemption.despite().map(p -> p.code().equals(problem.code())).orElse(false);
    if (again
        && !draft.mayBeSaid(
            "kept " + current.device() + " " + problem.code(), DecisionLimits.SUMMARY_PERIOD)) {
      return;
    }
    DeviceCase kept = current.with(current.exemptions().with(exemption.despite(problem)));
    draft.put(kept.with(kept.standing().because(problem)));
    draft.say(
        current.device(),
        "device.exempted",
        problem.line() + "; it keeps its traffic: " + ExemptionWords.line(exemption));
  }
}
