package org.wardgate.trust;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.wardgate.api.inventory.TrustAction;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustEvaluator;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.trust.TrustVerdict.ForAction;
import org.wardgate.api.trust.TrustVerdict.Outcome;

/** Fuses what the sources say, and compares with what is required for each action. */
@Component(name = "org.wardgate.trust")
public final class SubjectiveTrustEvaluator implements TrustEvaluator {
  /** A verdict changes only if the level is passed by this much. */
  public static final double HYSTERESIS = 0.01;

  @Override
  public TrustVerdict evaluate(TrustQuestion question) {
    Weighed weighed = Weighed.of(question);
    Map<TrustAction, ForAction> actions = new EnumMap<>(TrustAction.class);
    for (TrustAction action : TrustAction.values()) {
      actions.put(action, forAction(action, question, weighed));
    }
    ForAction admission = forAction(TrustAction.ADMIT, question, weighed);
    return new TrustVerdict(
        admission.outcome(),
        weighed.actual(),
        admission.required(),
        weighed.contributions(),
        weighed.conflict(),
        AttestationQuantifier.vetoes(question.attestation()) ? Sources.ATTESTATION : "",
        actions);
  }

  private static ForAction forAction(TrustAction action, TrustQuestion question, Weighed weighed) {
    Opinion actual = action == TrustAction.UPDATE ? weighed.forUpdate() : weighed.actual();
    double level = RequiredLevels.of(action, question.requirement(), question.vulnerabilities());
    double required =
        action == TrustAction.ADMIT
            ? passed(level, actual.projectedProbability(), question.before())
            : level;
    return new ForAction(outcome(question, weighed, actual, required), required);
  }

  /** The level itself, or the end of the band around it if the last verdict stands within. */
  private static double passed(double level, double actual, Optional<Outcome> before) {
    if (before.isPresent() && Math.abs(actual - level) <= HYSTERESIS) {
      return switch (before.get()) {
        case TRUSTED -> level - HYSTERESIS;
        case NOT_TRUSTED -> level + HYSTERESIS;
        case UNDECIDABLE -> level;
      };
    }
    return level;
  }

  private static Outcome outcome(
      TrustQuestion question, Weighed weighed, Opinion actual, double required) {
    if (question.attestation().contraindicated()) {
      return Outcome.NOT_TRUSTED;
    }
    boolean stale = question.requirement().attests() && !question.attestation().affirmed();
    double uncertaintyMax = question.requirement().uncertaintyMax();
    // Written so that a limit which is no number never leads to TRUSTED.
    if (stale || !(actual.uncertainty() <= uncertaintyMax)) {
      return Outcome.UNDECIDABLE;
    }
    if (!(actual.projectedProbability() > required)) {
      return Outcome.NOT_TRUSTED;
    }
    return weighed.support() <= uncertaintyMax ? Outcome.TRUSTED : Outcome.UNDECIDABLE;
  }
}
