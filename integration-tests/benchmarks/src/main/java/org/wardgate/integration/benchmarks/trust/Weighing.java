package org.wardgate.integration.benchmarks.trust;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.inventory.Risk;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.trust.SubjectiveTrustEvaluator;

/** What trust makes of an appraisal, with every other source known. Thread-safe. */
final class Weighing {
  private final SubjectiveTrustEvaluator evaluator = new SubjectiveTrustEvaluator();

  /** Requires that a device is trusted. */
  void trusted(Appraisal appraisal) {
    TrustVerdict verdict =
        evaluator.evaluate(
            new TrustQuestion(
                new TrustQuestion.Attestation(
                    appraisal.tier() == Tier.AFFIRMING,
                    appraisal.tier() == Tier.CONTRAINDICATED,
                    appraisal.controls(),
                    1),
                new TrustQuestion.Behaviour(0, 0, 3_600),
                new TrustQuestion.Vulnerabilities(true, 0, 0, 0, false),
                new TrustQuestion.Upkeep(
                    TrustQuestion.Upkeep.Certificate.VALID, TrustQuestion.Upkeep.Patches.CURRENT),
                TrustQuestion.Certification.VALID,
                List.of(),
                new TrustQuestion.Requirement(0.75, 0.5, Optional.of(new Risk(4, 2)), true, 1),
                Optional.of(TrustVerdict.Outcome.TRUSTED)));
    if (verdict.outcome() != TrustVerdict.Outcome.TRUSTED) {
      throw new IllegalStateException("not trusted: " + verdict);
    }
  }
}
