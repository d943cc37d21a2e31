package org.wardgate.decision.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.pki.PkiIntent;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.AttestationFacts;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.LiveFacts;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.Standing;

/**
 * The only place that gives a device something: it walks a case as far as the facts carry it,
 * identified → profiled → attested → admitted, and nowhere else.
 */
final class Admission {
  private final Weighing weighing;

  Admission(Weighing weighing) {
    this.weighing = weighing;
  }

  /** Walks the case on after a fact has changed. */
  void advance(Draft draft, DeviceCase start) {
    DeviceCase current = profiled(draft, start);
    current = attested(draft, current);
    draft.put(current);
    if (current.standing().state() == DeviceState.ATTESTED
        || current.standing().state() == DeviceState.ADMITTED) {
      certify(draft, current);
    }
  }

  private static DeviceCase profiled(Draft draft, DeviceCase current) {
    if (current.standing().state() != DeviceState.IDENTIFIED
        || current.policy().profile().isEmpty()) {
      return current;
    }
    Standing standing =
        Standing.good(DeviceState.PROFILED, draft.at(), "its MUD file is verified and compiled");
    draft.say(current.device(), "device.profiled", standing.reason());
    return current.with(standing);
  }

  private DeviceCase attested(Draft draft, DeviceCase current) {
    boolean affirmed =
        current.trust().attestation().map(a -> a.tier() == Tier.AFFIRMING).orElse(false);
    if (current.standing().state() != DeviceState.PROFILED || !affirmed) {
      return current;
    }
    TrustVerdict verdict = weighing.weigh(draft, current);
    DeviceCase weighed =
        current.with(current.trust().withActual(verdict.actual().projectedProbability()));
    switch (verdict.outcome()) {
      case TRUSTED -> {
        Standing standing =
            Standing.good(
                DeviceState.ATTESTED, draft.at(), "its evidence is affirmed and it is trusted");
        draft.say(current.device(), "device.attested", standing.reason());
        return weighed.with(standing);
      }
      case UNDECIDABLE -> {
        return weighed.with(weighed.standing().because(Weighing.problem(verdict)));
      }
      case NOT_TRUSTED -> {
        Degradation.worsen(draft, weighed, Weighing.problem(verdict));
        return draft.find(current.device()).orElseThrow();
      }
    }
    throw new IllegalStateException("unknown verdict " + verdict.outcome());
  }

  /** Lets the ward CA certify the key that the evidence was bound to, and no other. */
  private static void certify(Draft draft, DeviceCase current) {
    LiveFacts live = draft.live(current.device());
    Optional<LiveFacts.Enrolment> enrolment = live.enrolment();
    if (enrolment.isEmpty() || live.issuing() || live.certificate().isPresent()) {
      return;
    }
    Optional<AttestationFacts> attested = current.trust().attestation();
    if (attested.isEmpty()) {
      return;
    }
    AttestationFacts evidence = attested.get();
    Bytes spki = enrolment.get().publicKeySpki();
    if (evidence.keyThumbprint().isEmpty() || tooOld(draft.at(), evidence.at())) {
      return; // it has to attest for this key first; the device is told to ask again
    }
    if (!evidence.keyThumbprint().equals(spki.sha256().hex())) {
      refuseEnrolment(
          draft, current, enrolment.get(), Problem.of(AttestationErrors.KEY_MISMATCH, ""));
      return;
    }
    Optional<InventoryEntry> entry = draft.state().inventory().entry(current.device());
    if (entry.isEmpty()) {
      return;
    }
    draft.ask(
        OpenWork.Kind.ISSUE,
        Optional.of(current.device()),
        id ->
            new PkiIntent.IssueCertificate(
                id,
                draft.in(DecisionLimits.ISSUE_TIME_MAX),
                current.device(),
                entry.get().serial(),
                spki));
  }

  private static boolean tooOld(Instant now, Instant evidenceAt) {
    return Duration.between(evidenceAt, now).compareTo(DecisionLimits.ENROLMENT_EVIDENCE_AGE_MAX)
        > 0;
  }

  static void refuseEnrolment(
      Draft draft, DeviceCase current, LiveFacts.Enrolment enrolment, Problem problem) {
    draft.tell(
        new OnboardingIntent.RefuseEnrolment(
            enrolment.correlationId(),
            draft.in(DecisionLimits.ENROLMENT_TIME_MAX),
            current.device(),
            problem));
    draft.putLive(
        current.device(), l -> l.withEnrolment(Optional.empty()).withCertificate(Optional.empty()));
  }

  /** Puts the declared traffic in force; the device is admitted once that is confirmed. */
  static void open(Draft draft, DeviceCase current) {
    ProfileId profile = current.policy().profile().orElseThrow();
    ProfileId target =
        current
            .policy()
            .floor()
            .flatMap(draft::policy)
            .map(floor -> effective(draft, profile, floor))
            .orElse(profile);
    DeviceCase opened = current.with(current.policy().withTarget(Optional.of(target)));
    draft.put(opened);
    draft.putLive(current.device(), l -> l.opening(true));
    Degradation.enforceTarget(draft, opened);
  }

  private static ProfileId effective(Draft draft, ProfileId profile, PolicySet floor) {
    PolicySet declared = draft.policy(profile).orElseThrow();
    return draft.add(Policies.withFloor(declared, floor));
  }

  /**
   * Enforcement confirmed: the device is admitted, and gets its certificate if it waits for one.
   */
  static void admitted(Draft draft, DeviceCase current) {
    if (current.standing().state() != DeviceState.ADMITTED) {
      DeviceCase admitted =
          current
              .with(
                  Standing.good(
                      DeviceState.ADMITTED, draft.at(), "trusted, with its declared traffic alone"))
              .with(current.policy().admitted());
      draft.put(admitted);
      draft.say(current.device(), "device.admitted", admitted.standing().reason());
      int periodSeconds = Weighing.classOf(draft, current).challengePeriodSeconds();
      draft.putLive(
          current.device(),
          l -> l.opening(false).challengeAt(draft.in(Duration.ofSeconds(periodSeconds))));
    }
    handOver(draft, current);
  }

  static void handOver(Draft draft, DeviceCase current) {
    LiveFacts live = draft.live(current.device());
    if (live.enrolment().isPresent() && live.certificate().isPresent()) {
      draft.tell(
          new OnboardingIntent.GrantEnrolment(
              live.enrolment().get().correlationId(),
              draft.in(DecisionLimits.ENROLMENT_TIME_MAX),
              current.device(),
              live.certificate().get()));
      draft.putLive(
          current.device(),
          l -> l.withEnrolment(Optional.empty()).withCertificate(Optional.empty()));
    }
  }
}
