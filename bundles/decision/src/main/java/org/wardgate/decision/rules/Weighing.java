package org.wardgate.decision.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.trust.TrustErrors;
import org.wardgate.api.trust.TrustEvaluator;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.api.trust.TrustQuestion.Attestation;
import org.wardgate.api.trust.TrustQuestion.Behaviour;
import org.wardgate.api.trust.TrustQuestion.Certification;
import org.wardgate.api.trust.TrustQuestion.Requirement;
import org.wardgate.api.trust.TrustQuestion.Upkeep;
import org.wardgate.api.trust.TrustQuestion.Vulnerabilities;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.decision.state.AttestationFacts;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.TrustFacts;
import org.wardgate.decision.state.Violations;

/** Asks the pure trust function about a device. */
final class Weighing {
  /** A class the inventory does not know can never be trusted enough. */
  private static final DeviceClass UNKNOWN_CLASS = new DeviceClass("unknown", 1, 0, 60, 1);

  private final TrustEvaluator evaluator;

  Weighing(TrustEvaluator evaluator) {
    this.evaluator = evaluator;
  }

  static DeviceClass classOf(Draft draft, DeviceCase deviceCase) {
    return draft.inventory().classOf(deviceCase.device()).orElse(UNKNOWN_CLASS);
  }

  TrustVerdict weigh(Draft draft, DeviceCase deviceCase) {
    TrustFacts trust = deviceCase.trust();
    DeviceClass deviceClass = classOf(draft, deviceCase);
    Optional<AttestationFacts> attestation = trust.attestation();
    Violations violations = trust.violations().at(draft.at());
    return evaluator.evaluate(
        new TrustQuestion(
            new Attestation(
                attestation.map(a -> a.tier() == Tier.AFFIRMING).orElse(false),
                attestation.map(a -> a.tier() == Tier.CONTRAINDICATED).orElse(false),
                attestation.map(AttestationFacts::controls).orElse(Map.of()),
                0),
            new Behaviour(violations.count(), violations.destinationsCount(), 0),
            Vulnerabilities.UNKNOWN,
            Upkeep.UNKNOWN,
            certification(draft, deviceCase),
            List.of(),
            new Requirement(
                deviceClass.requiredTrust(),
                deviceClass.uncertaintyMax(),
                Optional.empty(),
                true,
                1),
            Optional.empty()));
  }

  private static Certification certification(Draft draft, DeviceCase deviceCase) {
    return draft
        .notes(deviceCase)
        .flatMap(notes -> notes.facts().certification())
        .map(c -> c.expiresAt().isAfter(draft.at()) ? Certification.VALID : Certification.EXPIRED)
        .orElse(Certification.NONE);
  }

  /** Why a verdict is not "trusted". */
  static Problem problem(TrustVerdict verdict) {
    String figures =
        String.format(
            java.util.Locale.ROOT,
            "actual %.3f, required more than %.3f, uncertainty %.3f",
            verdict.actual().projectedProbability(),
            verdict.required(),
            verdict.actual().uncertainty());
    return verdict.outcome() == TrustVerdict.Outcome.UNDECIDABLE
        ? Problem.of(TrustErrors.UNDECIDABLE, figures)
        : Problem.of(TrustErrors.NOT_TRUSTED, figures);
  }
}
