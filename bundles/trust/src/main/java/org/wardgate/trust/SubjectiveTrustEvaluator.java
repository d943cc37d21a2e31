package org.wardgate.trust;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustEvaluator;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.api.trust.TrustQuestion.Certification;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.trust.TrustVerdict.Outcome;

/** Fuses what attestation, behaviour and certification say, and compares with what is required. */
@Component(name = "org.wardgate.trust")
public final class SubjectiveTrustEvaluator implements TrustEvaluator {
  /** The contribution of the newest attestation. */
  public static final String ATTESTATION = "attestation";

  /** The contribution of denied packets. */
  public static final String BEHAVIOUR = "behaviour";

  /** The contribution of the certification statement, if there is one. */
  public static final String CERTIFICATION = "certification";

  @Override
  public TrustVerdict evaluate(TrustQuestion question) {
    Opinion attestation = attestation(question);
    Opinion behaviour =
        BehaviourQuantifier.quantify(
            question.behaviour().violationsCount(), question.behaviour().destinationsCount());
    Map<String, Opinion> contributions = new HashMap<>();
    contributions.put(ATTESTATION, attestation);
    contributions.put(BEHAVIOUR, behaviour);
    if (question.certification() != Certification.NONE) {
      contributions.put(CERTIFICATION, CertificationQuantifier.quantify(question.certification()));
    }
    Opinion actual =
        question.attestation().contraindicated()
            ? Opinions.VETO
            : FusionOperator.CUMULATIVE.fuse(List.copyOf(contributions.values()));
    return new TrustVerdict(
        outcome(question, actual), actual, question.requirement().requiredTrust(), contributions);
  }

  private static Opinion attestation(TrustQuestion question) {
    if (question.attestation().contraindicated()) {
      return Opinions.VETO;
    }
    return question.attestation().affirmed()
        ? ControlQuantifier.quantify(question.attestation().controls())
        : ControlQuantifier.START;
  }

  private static Outcome outcome(TrustQuestion question, Opinion actual) {
    if (question.attestation().contraindicated()) {
      return Outcome.NOT_TRUSTED;
    }
    // Written so that a limit which is no number never leads to TRUSTED.
    if (!question.attestation().affirmed()
        || !(actual.uncertainty() <= question.requirement().uncertaintyMax())) {
      return Outcome.UNDECIDABLE;
    }
    return actual.projectedProbability() > question.requirement().requiredTrust()
        ? Outcome.TRUSTED
        : Outcome.NOT_TRUSTED;
  }
}
