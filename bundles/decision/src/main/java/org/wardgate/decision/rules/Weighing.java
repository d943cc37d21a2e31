package org.wardgate.decision.rules;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.TrustAction;
import org.wardgate.api.mud.MudFacts;
import org.wardgate.api.trust.TrustErrors;
import org.wardgate.api.trust.TrustEvaluator;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.trust.TrustVerdict.Outcome;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.ProfileNotes;

/** Asks the pure trust function about a device. */
public final class Weighing {
  /** A class the inventory does not know can never be trusted enough. */
  private static final DeviceClass UNKNOWN_CLASS = new DeviceClass("unknown", 1, 0, 60, 1);

  /** Why a device may be watched although it stays. */
  static final Set<String> WATCHED =
      Set.of(TrustErrors.UNDECIDABLE.code(), DecisionErrors.CONFLICTING.code());

  private final TrustEvaluator evaluator;

  Weighing(TrustEvaluator evaluator) {
    this.evaluator = evaluator;
  }

  static DeviceClass classOf(Draft draft, DeviceCase deviceCase) {
    return classOf(draft.inventory(), deviceCase);
  }

  /** The class of a device, as an inventory has it. */
  public static DeviceClass classOf(InventorySnapshot inventory, DeviceCase deviceCase) {
    return inventory.classOf(deviceCase.device()).orElse(UNKNOWN_CLASS);
  }

  static boolean attests(Draft draft, DeviceCase deviceCase) {
    return classOf(draft, deviceCase).assurance().attests();
  }

  static Circumstances circumstances(Draft draft, DeviceCase c) {
    Optional<MudFacts> facts = draft.notes(c).map(ProfileNotes::facts);
    return new Circumstances(
        classOf(draft, c),
        facts,
        VulnerabilityMatch.find(draft.assurance()::assessment, c, facts),
        draft.live(c.device()).attesting().newest(),
        draft.incidents().all().stream()
            .anyMatch(
                i -> Circumstances.goesOn(i, draft.at()) && i.devices().contains(c.device())));
  }

  TrustVerdict weigh(Draft draft, DeviceCase c) {
    return weigh(draft, c, circumstances(draft, c));
  }

  TrustVerdict weigh(Draft draft, DeviceCase c, Circumstances known) {
    return evaluator.evaluate(Questions.of(c, known, draft.at()));
  }

  /** The case, weighed. */
  DeviceCase weighed(Draft draft, DeviceCase c) {
    return c.with(c.trust().withVerdict(weigh(draft, c)));
  }

  /** Whether two verdicts have the same consequences. */
  static boolean sameConsequences(TrustVerdict one, TrustVerdict other) {
    boolean sameActions = true;
    for (TrustAction action : TrustAction.values()) {
      sameActions &= Functions.trustedFor(one, action) == Functions.trustedFor(other, action);
    }
    return sameActions
        && one.outcome() == other.outcome()
        && one.veto().equals(other.veto())
        && conflicting(one) == conflicting(other);
  }

  /** Whether the sources contradict each other so far that people should look. */
  public static boolean conflicting(TrustVerdict verdict) {
    return verdict.conflict() >= DecisionLimits.CONFLICT_OBSERVED_MIN;
  }

  /** Why a device is watched although it stays; absent if it is not. */
  static Optional<Problem> observed(TrustVerdict verdict) {
    if (verdict.outcome() == Outcome.UNDECIDABLE) {
      return Optional.of(problem(verdict));
    }
    return conflicting(verdict)
        ? Optional.of(
            Problem.of(
                DecisionErrors.CONFLICTING,
                String.format(Locale.ROOT, "conflict %.2f", verdict.conflict())))
        : Optional.empty();
  }

  /** Whether a problem is one for which a device is watched although it stays. */
  public static boolean watches(Problem problem) {
    return WATCHED.contains(problem.code());
  }

  /** Why a verdict is not "trusted". */
  static Problem problem(TrustVerdict verdict) {
    String figures =
        String.format(
            Locale.ROOT,
            "actual %.3f, required more than %.3f, uncertainty %.3f%s",
            verdict.actual().projectedProbability(),
            verdict.required(),
            verdict.actual().uncertainty(),
            verdict.veto().isEmpty() ? "" : ", veto of " + verdict.veto());
    return verdict.outcome() == Outcome.UNDECIDABLE
        ? Problem.of(TrustErrors.UNDECIDABLE, figures)
        : Problem.of(TrustErrors.NOT_TRUSTED, figures);
  }
}
