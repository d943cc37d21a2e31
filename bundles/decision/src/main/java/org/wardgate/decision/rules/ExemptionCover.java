package org.wardgate.decision.rules;

import java.util.Optional;
import java.util.Set;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.view.TrustView.Exemption.Kind;
import org.wardgate.decision.state.AttestationFacts;
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
   * It keeps what it has. What is said again and again is said once an hour; what it is to be
   * judged by when the exemption ends is recorded whenever it changes.
   */
  static void keep(Draft draft, DeviceCase current, Exemption exemption, Problem problem) {
    Exemption noted =
        CutCauses.outweighs(problem, exemption.despite()) ? exemption.despite(problem) : exemption;
    DeviceCase kept = current.with(current.exemptions().with(noted));
    kept = kept.with(kept.standing().because(problem));
    boolean said =
        draft.mayBeSaid(
            "kept " + current.device() + " " + problem.code(), DecisionLimits.SUMMARY_PERIOD);
    if (said || !code(noted).equals(code(exemption))) {
      draft.put(kept);
      draft.say(
          current.device(),
          "device.exempted",
          problem.line() + "; it keeps its traffic: " + ExemptionWords.line(exemption));
    } else if (judgedOtherwise(draft, kept)) {
      draft.put(kept);
    }
  }

  private static Optional<String> code(Exemption exemption) {
    return exemption.despite().map(Problem::code);
  }

  /** Whether its recorded evidence, or its recorded silence, would be judged otherwise. */
  private static boolean judgedOtherwise(Draft draft, DeviceCase now) {
    int missedMax = Weighing.classOf(draft, now).missedPeriodsMax();
    return draft
        .find(now.device())
        .map(
            before ->
                !tier(before).equals(tier(now))
                    || silent(before, missedMax) != silent(now, missedMax))
        .orElse(true);
  }

  private static boolean silent(DeviceCase c, int missedMax) {
    return c.trust().missedCount() >= missedMax;
  }

  private static Optional<Tier> tier(DeviceCase c) {
    return c.trust().attestation().map(AttestationFacts::tier);
  }
}
