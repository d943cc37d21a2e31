package org.wardgate.attestation.evidence;

import java.util.ArrayList;
import java.util.List;
import org.wardgate.api.attestation.AppraisalBasis.Reason;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.ProfileDesk.Trial;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.attestation.evidence.EvidenceAppraiser.Overdue;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.attestation.profile.Profiles;
import org.wardgate.attestation.profile.Tiers;
import org.wardgate.attestation.scheme.Evidence;

/**
 * What a change would do: the newest evidence of every device, appraised as things are and as they
 * would be. Nothing follows from it. Immutable.
 *
 * @param appraiser for both ways
 * @param newest of every device
 */
public record ChangeTrial(EvidenceAppraiser appraiser, NewestEvidence newest) {
  /**
   * What appraisals depend on.
   *
   * @param references values and endorsements
   * @param profiles policies
   */
  public record Ground(References references, Profiles profiles) {}

  /** Appraises everything both ways; takes two appraisals a device. */
  public List<Trial> run(Ground now, Ground then) {
    List<Trial> trials = new ArrayList<>();
    for (Evidence evidence : newest.all()) {
      Appraisal before = appraise(evidence, now);
      Appraisal after = appraise(evidence, then);
      trials.add(new Trial(evidence.device(), before.tier(), after.tier(), because(after)));
    }
    return trials;
  }

  private Appraisal appraise(Evidence evidence, Ground ground) {
    return appraiser
        .appraise(evidence, ground.references(), ground.profiles(), Overdue.NOTHING)
        .appraisal();
  }

  /** Whether a device would be worse off. */
  public static boolean worsened(Trial trial) {
    return Tiers.badness(trial.then()) > Tiers.badness(trial.now());
  }

  private static String because(Appraisal appraisal) {
    if (appraisal.tier() == Tier.AFFIRMING) {
      return appraisal.policy() + " affirms";
    }
    String rule =
        appraisal.reasons().stream()
            .findFirst()
            .filter(reason -> Tiers.of(reason.value()) != Tier.AFFIRMING)
            .map(Reason::rule)
            .map(id -> "rule " + id + ": ")
            .orElse("");
    return rule + appraisal.problem().map(problem -> problem.line()).orElse("");
  }
}
