package org.wardgate.trust;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.api.trust.TrustQuestion.Certification;
import org.wardgate.api.trust.TrustQuestion.Upkeep;

/**
 * The opinions of all sources that say something, and what they come to together.
 *
 * @param contributions opinion by source
 * @param actual all of them, capped
 * @param forUpdate without what an update would change, capped
 * @param support uncertainty if nothing spoke against the device, 0 to 1
 * @param conflict 0 to 1
 */
record Weighed(
    Map<String, Opinion> contributions,
    Opinion actual,
    Opinion forUpdate,
    double support,
    double conflict) {

  static Weighed of(TrustQuestion question) {
    EvidenceCount vulnerabilities = VulnerabilityQuantifier.quantify(question.vulnerabilities());
    EvidenceCount upkeep = UpkeepQuantifier.quantify(question.upkeep(), vulnerabilities);
    EvidenceCount certificate = UpkeepQuantifier.certificate(question.upkeep());
    Opinion attestation = AttestationQuantifier.quantify(question.attestation());
    Opinion behaviour = BehaviourQuantifier.quantify(question.behaviour());
    Map<String, Opinion> all = new HashMap<>();
    List<Opinion> lasting = new ArrayList<>(5);
    all.put(Sources.ATTESTATION, attestation);
    lasting.add(attestation);
    all.put(Sources.BEHAVIOUR, behaviour);
    lasting.add(behaviour);
    if (question.certification() != Certification.NONE) {
      Opinion certification = CertificationQuantifier.quantify(question.certification());
      all.put(Sources.CERTIFICATION, certification);
      lasting.add(certification);
    }
    if (!question.peers().isEmpty()) {
      Opinion peers = PeerQuantifier.quantify(question.peers());
      all.put(Sources.PEERS, peers);
      lasting.add(peers);
    }
    lasting.add(certificate.opinion());
    if (question.vulnerabilities().known()) {
      all.put(Sources.VULNERABILITIES, vulnerabilities.opinion());
    }
    if (!question.upkeep().equals(Upkeep.UNKNOWN)) {
      all.put(Sources.UPKEEP, upkeep.opinion());
    }
    List<Opinion> opinions = List.copyOf(all.values());
    double trustMax = question.requirement().trustMax();
    return new Weighed(
        all,
        Opinions.capped(FusionOperator.CUMULATIVE.fuse(opinions), trustMax),
        Opinions.capped(FusionOperator.CUMULATIVE.fuse(lasting), trustMax),
        support(question, vulnerabilities.good() + upkeep.good(), all),
        Conflict.among(opinions));
  }

  /** Evidence against a device must not make it certain enough to be trusted. */
  private static double support(
      TrustQuestion question, double keptGood, Map<String, Opinion> contributions) {
    double good =
        keptGood
            + BehaviourQuantifier.quiet(question.behaviour().quietSeconds())
            + EvidenceCount.goodOf(contributions.get(Sources.CERTIFICATION))
            + EvidenceCount.goodOf(contributions.get(Sources.PEERS));
    Opinion attested = AttestationQuantifier.support(question.attestation());
    return 1 / (1 / attested.uncertainty() + good / EvidenceCount.NON_INFORMATIVE_PRIOR_WEIGHT);
  }
}
