package org.wardgate.trust;

import java.util.Map;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.api.trust.TrustQuestion.Attestation;
import org.wardgate.api.trust.TrustQuestion.Certification;

/** Questions for tests. */
final class Questions {
  private Questions() {}

  /** With a certification statement. */
  static TrustQuestion certified(
      Map<String, Boolean> controls,
      boolean attested,
      double packets,
      Certification worth,
      double required,
      double uncertaintyMax) {
    TrustQuestion plain =
        new TrustQuestion(controls, false, attested, packets, 1, required, uncertaintyMax);
    return new TrustQuestion(
        plain.attestation(),
        plain.behaviour(),
        plain.vulnerabilities(),
        plain.upkeep(),
        worth,
        plain.peers(),
        plain.requirement(),
        plain.before());
  }

  /** The same with contraindicated evidence. */
  static TrustQuestion contraindicated(TrustQuestion question) {
    Attestation evidence = question.attestation();
    return new TrustQuestion(
        new Attestation(evidence.affirmed(), true, evidence.controls(), evidence.ageSeconds()),
        question.behaviour(),
        question.vulnerabilities(),
        question.upkeep(),
        question.certification(),
        question.peers(),
        question.requirement(),
        question.before());
  }
}
