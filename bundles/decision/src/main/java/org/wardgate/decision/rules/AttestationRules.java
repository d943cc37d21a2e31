package org.wardgate.decision.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.attestation.AttestationEvent.ChallengeMissed;
import org.wardgate.api.attestation.AttestationEvent.EvidenceAppraised;
import org.wardgate.api.attestation.AttestationIntent;
import org.wardgate.api.attestation.AttestationResult;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.trust.TrustErrors;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.AttestationFacts;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.KeyEvidence;
import org.wardgate.decision.state.LiveFacts;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.Standing;
import org.wardgate.decision.state.TrustFacts;

/** What follows from attestation's events. */
final class AttestationRules {
  private final Weighing weighing;
  private final Admission admission;

  AttestationRules(Weighing weighing, Admission admission) {
    this.weighing = weighing;
    this.admission = admission;
  }

  void appraised(Draft draft, EvidenceAppraised event) {
    draft.close(event.correlationId());
    Optional<DeviceCase> known = draft.find(event.device());
    if (known.isEmpty() || known.get().standing().state() == DeviceState.RETIRED) {
      return;
    }
    DeviceCase before = known.get();
    DeviceCase current = before.with(facts(draft, before, event.result()));
    Problem problem =
        event
            .result()
            .problem()
            .orElseGet(() -> Problem.of(TrustErrors.UNDECIDABLE, "no reason was given"));
    if (event.result().status() == Tier.CONTRAINDICATED) {
      if (worthSaying(before, problem)) {
        Degradation.worsen(draft, current, problem);
      }
    } else if (event.result().purpose() == Purpose.ENROLMENT) {
      enrolment(draft, current, event.result(), problem);
    } else {
      runtime(draft, before, current, event.result(), problem);
    }
  }

  private static boolean worthSaying(DeviceCase before, Problem problem) {
    boolean cutAlready =
        before.standing().state() == DeviceState.QUARANTINED
            || before.standing().state() == DeviceState.RESTRICTED;
    boolean sameCode =
        before.standing().problem().map(p -> p.code().equals(problem.code())).orElse(false);
    return !(cutAlready && sameCode);
  }

  /** Only enrolment evidence names a key; runtime evidence certifies none. */
  private static TrustFacts facts(Draft draft, DeviceCase before, AttestationResult result) {
    TrustFacts trust = before.trust();
    boolean affirming = result.status() == Tier.AFFIRMING;
    if (!affirming) {
      trust = trust.withKey(Optional.empty());
    } else if (result.purpose() == Purpose.ENROLMENT) {
      trust = trust.withKey(result.keyThumbprint().map(k -> new KeyEvidence(k.hex(), draft.at())));
    }
    return trust.withAttestation(
        new AttestationFacts(
            draft.at(),
            result.status(),
            result.controls(),
            result.evidenceSha256().hex(),
            result.referenceVersion()));
  }

  private void enrolment(
      Draft draft, DeviceCase current, AttestationResult result, Problem problem) {
    switch (current.standing().state()) {
      case IDENTIFIED, PROFILED, ATTESTED, ADMITTED -> {
        if (result.status() == Tier.AFFIRMING) {
          draft.say(current.device(), "device.evidence", "its evidence is affirmed");
          admission.advance(draft, current);
        } else {
          draft.put(current.with(current.standing().because(problem)));
          draft.say(current.device(), "device.evidence", problem.line());
        }
      }
      default -> {
        // cut or refused: new evidence alone does not bring it back, an operator does
      }
    }
  }

  private void runtime(
      Draft draft,
      DeviceCase before,
      DeviceCase current,
      AttestationResult result,
      Problem problem) {
    scheduleNext(draft, current);
    TrustVerdict verdict = weighing.weigh(draft, current);
    DeviceCase weighed =
        current.with(current.trust().withActual(verdict.actual().projectedProbability()));
    boolean trusted =
        result.status() == Tier.AFFIRMING && verdict.outcome() == TrustVerdict.Outcome.TRUSTED;
    switch (current.standing().state()) {
      case ADMITTED -> {
        if (trusted) {
          unchangedOr(draft, before, admission.unconfined(draft, weighed));
        } else {
          Degradation.worsen(
              draft,
              weighed,
              result.status() == Tier.AFFIRMING ? Weighing.problem(verdict) : problem);
        }
      }
      case RESTRICTED, QUARANTINED -> {
        if (trusted && comesBack(current) && holdsItsPlace(draft, current)) {
          admission.open(draft, weighed);
          draft.say(current.device(), "device.restoring", "fresh evidence is affirmed");
        } else if (trusted && Arrivals.silentTooLong(draft, current)) {
          RevocationRules.closeSessions(draft, current); // it begins again at the next handshake
        }
      }
      case PROFILED -> {
        // released by an operator while it still holds its certificate
        if (trusted && current.policy().everAdmitted() && holdsItsPlace(draft, current)) {
          admission.open(draft, weighed);
          draft.say(current.device(), "device.restoring", "fresh evidence is affirmed");
        }
      }
      default -> {
        // not admitted yet: only evidence bound to its new key counts
      }
    }
  }

  /** Its certificate counts, and nobody else was seen with it. */
  static boolean holdsItsPlace(Draft draft, DeviceCase current) {
    return current.life().certified()
        && current.life().twin().isEmpty()
        && !current.life().certificate().endedBefore(draft.at());
  }

  /** What was lost for silence alone comes back with an answer; all else needs an operator. */
  private static boolean comesBack(DeviceCase current) {
    return current.policy().everAdmitted()
        && current
            .standing()
            .problem()
            .map(p -> p.code().equals(DecisionErrors.STALE.code()))
            .orElse(false);
  }

  private static void unchangedOr(Draft draft, DeviceCase before, DeviceCase weighed) {
    LiveFacts live = draft.live(weighed.device());
    boolean unchanged =
        before.trust().missedCount() == 0
            && before
                .trust()
                .attestation()
                .map(a -> a.saysTheSameAs(weighed.trust().attestation().orElseThrow()))
                .orElse(false);
    boolean summaryDue = !draft.at().isBefore(live.attesting().summaryAt());
    long count = live.attesting().unchangedCount() + 1;
    if (unchanged && !summaryDue) {
      draft.putLive(weighed.device(), l -> l.unchanged(count, l.attesting().summaryAt()));
      return;
    }
    draft.putLive(weighed.device(), l -> l.unchanged(0, draft.in(DecisionLimits.SUMMARY_PERIOD)));
    draft.put(weighed);
    draft.say(
        weighed.device(),
        "device.reattested",
        "affirmed " + count + " times since the last record");
  }

  private static void scheduleNext(Draft draft, DeviceCase current) {
    draft.putLive(current.device(), l -> l.challengeAt(nextChallenge(draft, current, draft.at())));
  }

  /** The period of the class, ±12.5 % so that a ward does not answer in step. */
  static Instant nextChallenge(Draft draft, DeviceCase current, Instant from) {
    long periodMillis = 1_000L * Weighing.classOf(draft, current).challengePeriodSeconds();
    long spread =
        Math.floorMod(current.device().hashCode() * 31L + from.toEpochMilli(), 1_000L) - 500;
    return from.plusMillis(periodMillis + periodMillis * spread / 4_000);
  }

  void missed(Draft draft, ChallengeMissed event) {
    draft.close(event.correlationId());
    draft.find(event.device()).ifPresent(c -> missed(draft, c, event.problem()));
  }

  static void missed(Draft draft, DeviceCase current, Problem problem) {
    draft.putLive(current.device(), l -> l.challengeAt(nextChallenge(draft, current, draft.at())));
    if (current.standing().state() != DeviceState.ADMITTED) {
      return;
    }
    DeviceCase silent = current.with(current.trust().missed());
    DeviceClass deviceClass = Weighing.classOf(draft, current);
    if (silent.trust().missedCount() >= deviceClass.missedPeriodsMax()) {
      Degradation.worsen(
          draft,
          silent,
          Problem.of(
              DecisionErrors.STALE, silent.trust().missedCount() + " missed; " + problem.code()));
    } else {
      draft.put(silent);
      draft.say(current.device(), "device.silent", problem.line());
    }
  }

  /** Challenges a device over its live session. */
  static void challenge(Draft draft, DeviceCase current) {
    Duration period = Duration.ofSeconds(Weighing.classOf(draft, current).challengePeriodSeconds());
    Duration patience =
        period.compareTo(DecisionLimits.CHALLENGE_TIME_MAX) < 0
            ? period
            : DecisionLimits.CHALLENGE_TIME_MAX;
    draft.ask(
        OpenWork.Kind.CHALLENGE,
        Optional.of(current.device()),
        id -> new AttestationIntent.Challenge(id, draft.deadline(patience), current.device()));
  }

  /** Released: it starts again from its profile and must attest afresh. */
  static Standing released(Draft draft, String who) {
    return Standing.good(
        DeviceState.PROFILED, draft.at(), "released by " + who + "; it must attest afresh");
  }
}
