package org.wardgate.decision.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.inventory.Assurance;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.mud.MudFacts;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.api.trust.TrustQuestion.Attestation;
import org.wardgate.api.trust.TrustQuestion.Behaviour;
import org.wardgate.api.trust.TrustQuestion.Certification;
import org.wardgate.api.trust.TrustQuestion.Requirement;
import org.wardgate.api.trust.TrustQuestion.Upkeep;
import org.wardgate.api.trust.TrustQuestion.Vulnerabilities;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.trust.TrustVerdict.Outcome;
import org.wardgate.api.view.DeviceState;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;
import org.wardgate.decision.state.AttestationFacts;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Life;
import org.wardgate.decision.state.Violations;

/** What the trust function is asked about a device. Pure. */
public final class Questions {
  private Questions() {}

  /** The question about a device at an instant. */
  public static TrustQuestion of(DeviceCase c, Circumstances known, Instant at) {
    DeviceClass deviceClass = known.deviceClass();
    Assurance assurance = deviceClass.assurance();
    return new TrustQuestion(
        attestation(c, known, at),
        behaviour(c, at),
        vulnerabilities(known.assessment()),
        upkeep(c, known, at),
        certification(known.mudFacts(), at),
        List.of(),
        new Requirement(
            deviceClass.requiredTrust(),
            deviceClass.uncertaintyMax(),
            assurance.risk(),
            assurance.attests(),
            assurance.trustMax()),
        before(c));
  }

  private static Attestation attestation(DeviceCase c, Circumstances known, Instant at) {
    Optional<AttestationFacts> facts = c.trust().attestation();
    return new Attestation(
        facts.map(a -> a.tier() == Tier.AFFIRMING).orElse(false) && !known.stale(c),
        facts.map(a -> a.tier() == Tier.CONTRAINDICATED).orElse(false),
        facts.map(AttestationFacts::controls).orElse(Map.of()),
        ageSeconds(c, known, at));
  }

  /**
   * The journal has only evidence that said something new. Before a device has answered this
   * process it is taken for as old as evidence can be without being stale.
   */
  private static double ageSeconds(DeviceCase c, Circumstances known, Instant at) {
    double age = known.evidenceAt(c).map(then -> secondsBetween(then, at)).orElse(0.0);
    DeviceClass deviceClass = known.deviceClass();
    double notStale =
        (double) deviceClass.challengePeriodSeconds() * deviceClass.missedPeriodsMax();
    return known.newest().isPresent() ? age : Math.min(age, notStale);
  }

  private static double secondsBetween(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis()) / 1_000.0;
  }

  private static Behaviour behaviour(DeviceCase c, Instant at) {
    Violations left = c.trust().violations().at(at);
    boolean watched = c.standing().state() == DeviceState.ADMITTED;
    Instant lastViolation = c.trust().violations().at();
    double quiet =
        c.trust()
            .watchedSince()
            .filter(since -> watched)
            .map(since -> since.isAfter(lastViolation) ? since : lastViolation)
            .map(since -> secondsBetween(since, at))
            .orElse(0.0);
    return new Behaviour(left.count(), left.destinationsCount(), quiet);
  }

  private static Vulnerabilities vulnerabilities(Optional<Assessment> assessment) {
    return assessment
        .map(
            a ->
                new Vulnerabilities(
                    true, a.cvssMax(), a.openCount(), a.exploitedCount(), !a.fixedIn().isEmpty()))
        .orElse(Vulnerabilities.UNKNOWN);
  }

  private static Upkeep upkeep(DeviceCase c, Circumstances known, Instant at) {
    return new Upkeep(certificate(c.life(), at), patches(c, known));
  }

  private static Upkeep.Certificate certificate(Life life, Instant at) {
    if (!life.certificate().present()) {
      return Upkeep.Certificate.NONE;
    }
    if (life.revocation().isPresent() || life.certificate().endedBefore(at)) {
      return Upkeep.Certificate.ENDED;
    }
    return life.certificate().overdueAt(at) ? Upkeep.Certificate.OVERDUE : Upkeep.Certificate.VALID;
  }

  private static Upkeep.Patches patches(DeviceCase c, Circumstances known) {
    Observed observed = Circumstances.observed(c);
    if (known.updateWaits(c)) {
      return Upkeep.Patches.BEHIND;
    }
    return observed.model().isEmpty() ? Upkeep.Patches.UNKNOWN : Upkeep.Patches.CURRENT;
  }

  private static Certification certification(Optional<MudFacts> facts, Instant at) {
    return facts
        .flatMap(MudFacts::certification)
        .map(c -> c.expiresAt().isAfter(at) ? Certification.VALID : Certification.EXPIRED)
        .orElse(Certification.NONE);
  }

  /**
   * Only what was decided about a device that was in says something: one that joins, or that was
   * silent, has to exceed what is required and no more.
   */
  private static Optional<Outcome> before(DeviceCase c) {
    return c.trust()
        .verdict()
        .map(TrustVerdict::outcome)
        .filter(outcome -> outcome != Outcome.UNDECIDABLE && c.policy().everAdmitted());
  }
}
