package org.wardgate.attestation.evidence;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AppraisalBasis;
import org.wardgate.api.attestation.AttestationResult;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.attestation.evidence.EvidenceAppraiser.Outcome;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.attestation.profile.Profiles;
import org.wardgate.attestation.profile.Tiers;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.VerificationContext;

/**
 * Answers to challenges: appraised with what is in force, remembered for trials, kept as a case if
 * they fail. Thread-safe.
 */
public final class Appraisals {
  private final EvidenceAppraiser appraiser;
  private final Supplier<VerificationContext> context;
  private final Supplier<Profiles> profiles;
  private final NewestEvidence newest;
  private final RuntimeAges ages;
  private final CaseSink cases;

  /**
   * With what is in force.
   *
   * @param appraiser of evidence
   * @param context references, inventory and keys in force
   * @param profiles in force
   * @param newest where evidence is remembered
   * @param ages when properties were told
   * @param cases where failed appraisals go
   */
  public Appraisals(
      EvidenceAppraiser appraiser,
      Supplier<VerificationContext> context,
      Supplier<Profiles> profiles,
      NewestEvidence newest,
      RuntimeAges ages,
      CaseSink cases) {
    this.appraiser = appraiser;
    this.context = context;
    this.profiles = profiles;
    this.newest = newest;
    this.ages = ages;
    this.cases = cases;
  }

  /** Takes failed appraisals in. Never blocks. */
  @FunctionalInterface
  public interface CaseSink {
    /** Keeps none. */
    CaseSink NONE = failed -> "";

    /**
     * Keeps one.
     *
     * @return the id of its case; empty if it is not kept
     */
    String keep(Failed failed);
  }

  /**
   * A failed appraisal with everything to repeat it.
   *
   * @param evidence what the device sent
   * @param purpose of the challenge
   * @param outcome what came of it
   * @param context that it was verified against
   * @param profiles that were in force
   */
  public record Failed(
      Evidence evidence,
      Purpose purpose,
      Outcome outcome,
      VerificationContext context,
      Profiles profiles) {}

  /**
   * Appraises the answer to a challenge.
   *
   * @param evidence with the challenge's nonce
   * @param purpose of the challenge
   * @param keyThumbprint the challenge was bound to
   */
  public AttestationResult appraise(
      Evidence evidence, Purpose purpose, Optional<Bytes> keyThumbprint) {
    VerificationContext contextNow = context.get();
    Profiles profilesNow = profiles.get();
    Outcome outcome =
        appraiser.appraise(
            evidence,
            contextNow,
            profilesNow,
            (profile, verified) ->
                purpose == Purpose.RUNTIME
                    ? ages.overdue(evidence.device(), profile, verified)
                    : Set.of());
    if (outcome.verified().isPresent()) {
      newest.put(evidence);
    }
    Appraisal appraisal = outcome.appraisal();
    AppraisalBasis basis = appraisal.basis();
    if (failed(outcome)) {
      basis =
          basis.keptAs(cases.keep(new Failed(evidence, purpose, outcome, contextNow, profilesNow)));
    }
    return new AttestationResult(
        purpose,
        appraisal.tier(),
        appraisal.vector(),
        appraisal.controls(),
        keyThumbprint,
        evidence.content().sha256(),
        appraisal.referenceSource(),
        appraisal.problem(),
        basis,
        appraisal.observed());
  }

  /** Forged or bad evidence, and authentic evidence that does not reach its profile's level. */
  private static boolean failed(Outcome outcome) {
    Tier tier = outcome.appraisal().tier();
    if (outcome.verified().isEmpty()) {
      return tier == Tier.CONTRAINDICATED;
    }
    Tier level = outcome.profile().map(profile -> profile.level()).orElse(Tier.AFFIRMING);
    boolean reached = tier == Tier.AFFIRMING || (level == Tier.WARNING && tier == Tier.WARNING);
    return !reached && Tiers.badness(tier) > 0;
  }
}
