package org.wardgate.attestation.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.attestation.AppraisalBasis.Reason;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.attestation.ProfileErrors;
import org.wardgate.api.error.Problem;

/** Puts the appraisals of a device's parts together: the worst counts. Stateless. */
final class Composition {
  private Composition() {}

  /** Nothing was said by a part that must be there. */
  static Appraisal missing(SubmoduleRequirement requirement, ProtectionProfile profile) {
    return new Appraisal(
        "",
        profile.label(),
        Map.of(),
        requirement.missing(),
        List.of(),
        Map.of(),
        "",
        Optional.of(
            Problem.of(
                ProfileErrors.SUBMODULE_MISSING,
                profile.label() + " wants '" + requirement.name() + "'")),
        Observed.NOTHING,
        Map.of());
  }

  /** The whole: a main part and its submodules. */
  static Appraisal of(Appraisal main, Map<String, Appraisal> parts) {
    Tier tier = main.tier();
    Optional<Problem> problem = main.problem();
    Map<String, Integer> vector = new LinkedHashMap<>(main.vector());
    List<Reason> reasons = new ArrayList<>(main.reasons());
    Map<String, Boolean> controls = new LinkedHashMap<>(main.controls());
    for (Map.Entry<String, Appraisal> entry : parts.entrySet()) {
      Appraisal part = entry.getValue();
      if (Tiers.badness(part.tier()) > Tiers.badness(tier)) {
        tier = part.tier();
        problem = part.problem().map(why -> named(entry.getKey(), why));
      }
      part.vector().forEach((claim, value) -> vector.merge(claim, value, Composition::worseValue));
      part.reasons().forEach(reason -> reasons.add(named(entry.getKey(), reason)));
      // a control that fails anywhere fails
      part.controls()
          .forEach(
              (name, holds) -> {
                if (!holds) {
                  controls.put(name, false);
                }
              });
    }
    reasons.sort(Judgement.MOST_SERIOUS_FIRST);
    return new Appraisal(
        main.scheme(),
        main.policy(),
        vector,
        tier,
        AppraisalEngine.limited(reasons),
        controls,
        main.referenceSource(),
        problem,
        main.observed(),
        parts);
  }

  private static int worseValue(int one, int other) {
    return Tiers.worse(other, one) ? other : one;
  }

  private static Problem named(String part, Problem why) {
    return new Problem(
        why.code(), why.reason(), "submodule '" + part + "': " + why.detail(), why.remedy());
  }

  private static Reason named(String part, Reason reason) {
    return new Reason(
        reason.claim(),
        reason.value(),
        reason.rule(),
        Problem.clean("submodule '" + part + "': " + reason.detail()));
  }
}
