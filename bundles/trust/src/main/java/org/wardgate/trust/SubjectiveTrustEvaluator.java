package org.wardgate.trust;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustEvaluator;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.trust.TrustVerdict.Outcome;

/** Fuses what attestation and behaviour say, and compares with what is required. */
@Component(name = "org.wardgate.trust")
public final class SubjectiveTrustEvaluator implements TrustEvaluator {
  /** The contribution of the newest attestation. */
  public static final String ATTESTATION = "attestation";

  /** The contribution of denied packets. */
  public static final String BEHAVIOUR = "behaviour";

  @Override
  public TrustVerdict evaluate(TrustQuestion question) {
    Opinion attestation = attestation(question);
    Opinion behaviour =
        BehaviourQuantifier.quantify(question.violationsCount(), question.destinationsCount());
    Opinion actual =
        question.contraindicated()
            ? Opinions.VETO
            : FusionOperator.CUMULATIVE.fuse(List.of(attestation, behaviour));
    return new TrustVerdict(
        outcome(question, actual),
        actual,
        question.requiredTrust(),
        Map.of(ATTESTATION, attestation, BEHAVIOUR, behaviour));
  }

  private static Opinion attestation(TrustQuestion question) {
    if (question.contraindicated()) {
      return Opinions.VETO;
    }
    return question.attested()
        ? ControlQuantifier.quantify(question.controls())
        : ControlQuantifier.START;
  }

  private static Outcome outcome(TrustQuestion question, Opinion actual) {
    if (question.contraindicated()) {
      return Outcome.NOT_TRUSTED;
    }
    // Written so that a limit which is no number never leads to TRUSTED.
    if (!question.attested() || !(actual.uncertainty() <= question.uncertaintyMax())) {
      return Outcome.UNDECIDABLE;
    }
    return actual.projectedProbability() > question.requiredTrust()
        ? Outcome.TRUSTED
        : Outcome.NOT_TRUSTED;
  }
}
