package org.wardgate.attestation.profile;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.wardgate.api.attestation.AppraisalBasis;
import org.wardgate.api.attestation.AppraisalBasis.Reason;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.attestation.scheme.TrustClaim;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/**
 * Applies a protection profile to verified evidence: (evidence, references, profile) → result. Pure
 * and total; what is not known is never taken as good.
 */
public final class AppraisalEngine {
  /** Deepest nesting of submodules that is looked at; what is deeper counts as missing. */
  private static final int SUBMODULE_DEPTH_MAX = 4;

  private AppraisalEngine() {}

  /** Appraises, with nothing overdue. */
  public static Appraisal appraise(
      VerifiedEvidence evidence, References references, ProtectionProfile profile) {
    return appraise(evidence, references, profile, Circumstances.NONE);
  }

  /**
   * Appraises.
   *
   * @param circumstances what is known besides
   */
  public static Appraisal appraise(
      VerifiedEvidence evidence,
      References references,
      ProtectionProfile profile,
      Circumstances circumstances) {
    Set<TrustClaim> required = new HashSet<>(ProtectionProfile.ALWAYS_REQUIRED);
    required.addAll(profile.claimsRequired());
    return new Run(references, profile, circumstances)
        .appraise(
            evidence, profile.rules(), required, circumstances.overdue(), profile.submodules(), 0);
  }

  private record Run(
      References references, ProtectionProfile profile, Circumstances circumstances) {

    Appraisal appraise(
        VerifiedEvidence evidence,
        List<Rule> rules,
        Set<TrustClaim> required,
        Set<String> overdue,
        Map<String, SubmoduleRequirement> submodules,
        int depth) {
      Compared compared = Compared.of(evidence, references, circumstances.manufacturerId());
      Judgement judgement = Judgement.of(rules, compared.facts());
      Outcome own = new Outcome(compared, judgement, required, overdue, profile);
      Appraisal alone =
          new Appraisal(
              evidence.scheme(),
              profile.label(),
              judgement.vector(),
              own.tier(),
              limited(judgement.reasons()),
              Controls.of(compared),
              compared.reference().map(ReferenceClass::source).orElse(""),
              own.problem(),
              compared.observed(),
              Map.of());
      if (evidence.submodules().isEmpty() && submodules.isEmpty()) {
        return alone;
      }
      return Composition.of(alone, parts(evidence, submodules, depth));
    }

    private Map<String, Appraisal> parts(
        VerifiedEvidence evidence, Map<String, SubmoduleRequirement> required, int depth) {
      Map<String, Appraisal> parts = new TreeMap<>();
      required.forEach(
          (name, requirement) -> {
            if (!evidence.submodules().containsKey(name)) {
              parts.put(name, Composition.missing(requirement, profile));
            }
          });
      evidence
          .submodules()
          .forEach((name, part) -> parts.put(name, part(name, part, required, depth)));
      return parts;
    }

    private Appraisal part(
        String name, VerifiedEvidence part, Map<String, SubmoduleRequirement> required, int depth) {
      SubmoduleRequirement requirement =
          required.getOrDefault(name, SubmoduleRequirement.unnamed(name));
      if (depth >= SUBMODULE_DEPTH_MAX || !requirement.isMetBy(part)) {
        return Composition.missing(requirement, profile);
      }
      return appraise(
          part,
          requirement.rules().orElse(profile.rules()),
          requirement.allClaimsRequired(),
          Set.of(),
          Map.of(),
          depth + 1);
    }
  }

  /** At most as many as a result may name. */
  static List<Reason> limited(List<Reason> reasons) {
    return reasons.size() <= AppraisalBasis.REASONS_MAX_COUNT
        ? reasons
        : reasons.subList(0, AppraisalBasis.REASONS_MAX_COUNT);
  }
}
