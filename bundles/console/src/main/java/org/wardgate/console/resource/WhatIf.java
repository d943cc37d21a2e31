package org.wardgate.console.resource;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.api.trust.TrustQuestion.Attestation;
import org.wardgate.api.trust.TrustQuestion.Behaviour;
import org.wardgate.api.trust.TrustQuestion.Certification;
import org.wardgate.api.trust.TrustQuestion.Requirement;
import org.wardgate.api.trust.TrustQuestion.Upkeep;
import org.wardgate.api.trust.TrustQuestion.Vulnerabilities;
import org.wardgate.api.trust.TrustVerdict;

/** An operator's assumptions over the question that is asked about a device now. Stateless. */
final class WhatIf {
  private static final String CONTROL = "control.";
  private static final int COUNT_MAX = 1_000_000;
  private static final double CVSS_MAX = 10;
  private static final double YEAR_SECONDS = 366 * 86_400.0;
  private static final int CONTROLS_MAX_COUNT = 64;

  private WhatIf() {}

  /**
   * The question with the assumptions in it.
   *
   * @throws RefusedException BAD_REQUEST if an assumption makes no sense
   */
  static TrustQuestion ask(TrustQuestion now, Members assumed) throws RefusedException {
    TrustQuestion then =
        new TrustQuestion(
            attestation(now.attestation(), assumed),
            behaviour(now.behaviour(), assumed),
            vulnerabilities(now.vulnerabilities(), assumed),
            upkeep(now.upkeep(), assumed),
            assumed.word("certification", Certification.class).orElse(now.certification()),
            now.peers(),
            requirement(now.requirement(), assumed),
            assumed.word("before", TrustVerdict.Outcome.class).or(now::before));
    assumed.nothingElse();
    return then;
  }

  private static Attestation attestation(Attestation now, Members assumed) throws RefusedException {
    Optional<Tier> tier = assumed.word("tier", Tier.class);
    Map<String, Boolean> controls = new HashMap<>(now.controls());
    if (assumed.beginning(CONTROL).size() > CONTROLS_MAX_COUNT) {
      throw Members.bad("more than " + CONTROLS_MAX_COUNT + " controls");
    }
    for (String name : assumed.beginning(CONTROL)) {
      controls.put(name.substring(CONTROL.length()), assumed.truth(name).orElse(false));
    }
    return new Attestation(
        tier.map(one -> one == Tier.AFFIRMING).orElse(now.affirmed()),
        tier.map(one -> one == Tier.CONTRAINDICATED).orElse(now.contraindicated()),
        controls,
        assumed.number("ageSeconds", 0, YEAR_SECONDS).orElse(now.ageSeconds()));
  }

  private static Behaviour behaviour(Behaviour now, Members assumed) throws RefusedException {
    double violations = assumed.number("violations", 0, COUNT_MAX).orElse(now.violationsCount());
    int usual =
        violations == 0 ? 0 : Math.max(now.destinationsCount(), now.violationsCount() > 0 ? 0 : 1);
    return new Behaviour(
        violations,
        whole(
            assumed,
            "destinations",
            violations == now.violationsCount() ? now.destinationsCount() : usual),
        assumed.number("quietSeconds", 0, YEAR_SECONDS).orElse(now.quietSeconds()));
  }

  private static Vulnerabilities vulnerabilities(Vulnerabilities now, Members assumed)
      throws RefusedException {
    Optional<Double> cvss = assumed.number("cvss", 0, CVSS_MAX);
    int openNow =
        cvss.map(score -> score > 0 ? Math.max(1, now.openCount()) : 0).orElse(now.openCount());
    Optional<Double> exploited = assumed.number("exploited", 0, COUNT_MAX);
    return new Vulnerabilities(
        now.known() || cvss.isPresent() || exploited.isPresent(),
        cvss.orElse(now.cvssMax()),
        whole(assumed, "open", openNow),
        whole(assumed, "exploited", now.exploitedCount()),
        assumed.truth("fixAvailable").orElse(now.fixAvailable()));
  }

  private static Upkeep upkeep(Upkeep now, Members assumed) throws RefusedException {
    return new Upkeep(
        assumed.word("certificate", Upkeep.Certificate.class).orElse(now.certificate()),
        assumed.word("patches", Upkeep.Patches.class).orElse(now.patches()));
  }

  private static Requirement requirement(Requirement now, Members assumed) throws RefusedException {
    return new Requirement(
        assumed.number("required", 0, 1).orElse(now.requiredTrust()),
        assumed.number("uncertaintyMax", 0, 1).orElse(now.uncertaintyMax()),
        now.risk(),
        now.attests(),
        assumed.number("trustMax", 0, 1).orElse(now.trustMax()));
  }

  private static int whole(Members assumed, String name, int otherwise) throws RefusedException {
    return assumed.whole(name, 0, COUNT_MAX).map(Long::intValue).orElse(otherwise);
  }
}
