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
import org.wardgate.attestation.scheme.VerificationContext;

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
   * @param context references, inventory and keys
   * @param profiles policies
   */
  public record Basis(VerificationContext context, Profiles profiles) {
    /** The same with other references. */
    public Basis with(References references) {
      return new Basis(
          new VerificationContext(
              references,
              context.inventory(),
              context.evidenceKeys(),
              context.keys(),
              context.now()),
          profiles);
    }

    /** The same with other profiles. */
    public Basis with(Profiles others) {
      return new Basis(context, others);
    }
  }

  /**
   * What would become of one device.
   *
   * @param trial for people
   * @param worsened whether its tier would be worse, or a security control that its trust rests on
   *     would be lost or fail
   */
  public record Outcome(Trial trial, boolean worsened) {
    private static Outcome of(Evidence evidence, Appraisal now, Appraisal then) {
      return new Outcome(
          new Trial(evidence.device(), now.tier(), then.tier(), because(then)),
          Tiers.badness(then.tier()) > Tiers.badness(now.tier()) || lessControlled(now, then));
    }

    private static boolean lessControlled(Appraisal now, Appraisal then) {
      boolean lost =
          now.controls().entrySet().stream()
              .anyMatch(
                  control ->
                      control.getValue() && !then.controls().getOrDefault(control.getKey(), false));
      boolean fails =
          then.controls().entrySet().stream()
              .anyMatch(
                  control ->
                      !control.getValue() && now.controls().getOrDefault(control.getKey(), true));
      return lost || fails;
    }
  }

  /** Appraises everything both ways; takes two appraisals a device. */
  public List<Outcome> run(Basis now, Basis then) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Evidence evidence : newest.all()) {
      outcomes.add(Outcome.of(evidence, appraise(evidence, now), appraise(evidence, then)));
    }
    return outcomes;
  }

  private Appraisal appraise(Evidence evidence, Basis basis) {
    return appraiser
        .appraise(evidence, basis.context(), basis.profiles(), Overdue.NOTHING)
        .appraisal();
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
