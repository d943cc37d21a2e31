package org.wardgate.trust;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.inventory.Risk;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.api.trust.TrustQuestion.Attestation;
import org.wardgate.api.trust.TrustQuestion.Behaviour;
import org.wardgate.api.trust.TrustQuestion.Certification;
import org.wardgate.api.trust.TrustQuestion.PeerOpinion;
import org.wardgate.api.trust.TrustQuestion.Requirement;
import org.wardgate.api.trust.TrustQuestion.Upkeep;
import org.wardgate.api.trust.TrustQuestion.Vulnerabilities;
import org.wardgate.api.trust.TrustVerdict.Outcome;

/** Questions for tests: each method gives a copy with one thing changed. */
record Questions(
    Attestation attestation,
    Behaviour behaviour,
    Vulnerabilities vulnerabilities,
    Upkeep upkeep,
    Certification certification,
    List<PeerOpinion> peers,
    Requirement requirement,
    Optional<Outcome> before) {

  /** What a complete PSA token of an endorsed implementation attests. */
  static final Map<String, Boolean> TOKEN =
      Map.of(
          "secure-boot", true,
          "config-integrity", true,
          "access-control", true,
          "isolation", true,
          "secure-ota", true);

  /** A pump with a complete token, of which nothing else is known; its class requires 0.75. */
  static Questions pump() {
    return new Questions(
        new Attestation(true, false, TOKEN, 0),
        new Behaviour(0, 0, 0),
        Vulnerabilities.UNKNOWN,
        Upkeep.UNKNOWN,
        Certification.NONE,
        List.of(),
        new Requirement(0.75, 0.5, Optional.empty(), true, 1),
        Optional.empty());
  }

  Questions with(Attestation other) {
    return new Questions(
        other, behaviour, vulnerabilities, upkeep, certification, peers, requirement, before);
  }

  Questions with(Behaviour other) {
    return new Questions(
        attestation, other, vulnerabilities, upkeep, certification, peers, requirement, before);
  }

  Questions with(Vulnerabilities other) {
    return new Questions(
        attestation, behaviour, other, upkeep, certification, peers, requirement, before);
  }

  Questions with(Upkeep other) {
    return new Questions(
        attestation, behaviour, vulnerabilities, other, certification, peers, requirement, before);
  }

  Questions with(Certification other) {
    return new Questions(
        attestation, behaviour, vulnerabilities, upkeep, other, peers, requirement, before);
  }

  Questions with(List<PeerOpinion> other) {
    return new Questions(
        attestation, behaviour, vulnerabilities, upkeep, certification, other, requirement, before);
  }

  Questions with(Requirement other) {
    return new Questions(
        attestation, behaviour, vulnerabilities, upkeep, certification, peers, other, before);
  }

  Questions after(Outcome other) {
    return new Questions(
        attestation,
        behaviour,
        vulnerabilities,
        upkeep,
        certification,
        peers,
        requirement,
        Optional.of(other));
  }

  Questions requiring(double level) {
    return with(
        new Requirement(
            level,
            requirement.uncertaintyMax(),
            requirement.risk(),
            requirement.attests(),
            requirement.trustMax()));
  }

  Questions capped(double trustMax) {
    return with(
        new Requirement(
            requirement.requiredTrust(),
            requirement.uncertaintyMax(),
            requirement.risk(),
            requirement.attests(),
            trustMax));
  }

  Questions risking(int criticality, int exposure) {
    return with(
        new Requirement(
            requirement.requiredTrust(),
            requirement.uncertaintyMax(),
            Optional.of(new Risk(criticality, exposure)),
            requirement.attests(),
            requirement.trustMax()));
  }

  TrustQuestion question() {
    return new TrustQuestion(
        attestation, behaviour, vulnerabilities, upkeep, certification, peers, requirement, before);
  }

  /** With a certification statement. */
  static TrustQuestion certified(
      Map<String, Boolean> controls,
      boolean attested,
      double packets,
      Certification worth,
      double required,
      double uncertaintyMax) {
    return pump()
        .with(new Attestation(attested, false, controls, 0))
        .with(new Behaviour(packets, 1, 0))
        .with(worth)
        .with(new Requirement(required, uncertaintyMax, Optional.empty(), true, 1))
        .question();
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
