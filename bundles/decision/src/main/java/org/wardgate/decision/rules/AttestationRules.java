package org.wardgate.decision.rules;

import java.util.Optional;
import java.util.Set;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationEvent.ChallengeMissed;
import org.wardgate.api.attestation.AttestationEvent.EvidenceAppraised;
import org.wardgate.api.attestation.AttestationResult;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.AttestationFacts;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.KeyEvidence;
import org.wardgate.decision.state.LiveFacts;
import org.wardgate.decision.state.Standing;
import org.wardgate.decision.state.TrustFacts;

/** What follows from attestation's events. */
final class AttestationRules {
  /** What evidence fails with if references are not there. */
  private static final Set<String> NO_REFERENCES =
      Set.of(AttestationErrors.UNKNOWN_INSTANCE.code(), AttestationErrors.NO_REFERENCE.code());

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
    if (lacksReferences(before, event.result())) {
      missed(draft, before, Explanation.of(event.result()));
      return;
    }
    DeviceCase current = before.with(facts(draft, before, event.result()));
    Problem problem = Explanation.of(event.result());
    if (event.result().status() == Tier.CONTRAINDICATED) {
      contraindicated(draft, before, current, problem);
    } else if (event.result().purpose() == Purpose.ENROLMENT) {
      enrolment(draft, current, event.result(), problem);
    } else {
      runtime(draft, before, current, event.result(), problem);
    }
  }

  /**
   * Nobody can tell yet: what its maker says about it does not count, or not any more. That proves
   * nothing bad, so it is as if it had not answered.
   */
  private static boolean lacksReferences(DeviceCase before, AttestationResult result) {
    return before.standing().state() == DeviceState.ADMITTED
        && result.purpose() == Purpose.RUNTIME
        && result.status() == Tier.NONE
        && result.problem().map(p -> NO_REFERENCES.contains(p.code())).orElse(false);
  }

  /** A veto: nothing else is weighed against it. */
  private void contraindicated(
      Draft draft, DeviceCase before, DeviceCase current, Problem problem) {
    TrustVerdict verdict = weighing.weigh(draft, current);
    remember(draft, current, verdict);
    Challenges.schedule(draft, current);
    if (worthSaying(draft, before, problem)) {
      Degradation.worsen(draft, current.with(current.trust().withVerdict(verdict)), problem);
    }
  }

  private static void remember(Draft draft, DeviceCase current, TrustVerdict verdict) {
    current
        .trust()
        .attestation()
        .ifPresent(
            facts ->
                draft.putLive(
                    current.device(), l -> l.appraised(new LiveFacts.Appraised(facts, verdict))));
  }

  /**
   * A device that is cut for its evidence may answer badly in many ways: that is recorded once an
   * hour, but that it is another device's always, and for good.
   */
  private static boolean worthSaying(Draft draft, DeviceCase before, Problem problem) {
    Optional<Problem> cause = before.standing().problem().filter(p -> CutCauses.cut(before));
    if (cause.filter(TrustCauses::ofEvidence).isEmpty()) {
      return true;
    }
    boolean refuted = TrustCauses.refutesIdentity(cause.get());
    boolean refutes = TrustCauses.refutesIdentity(problem);
    if (cause.get().code().equals(problem.code()) || refuted != refutes) {
      return refutes && !refuted;
    }
    return draft.mayBeSaid("bad evidence of " + before.device(), DecisionLimits.SUMMARY_PERIOD);
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
    AttestationFacts newer = AttestationFacts.of(draft.at(), result);
    boolean other =
        trust.attestation().map(newer::measuresOtherThan).orElse(false)
            && trust.watchedSince().isPresent();
    TrustFacts with = trust.withAttestation(newer);
    return other ? with.watchedFrom(draft.at()) : with;
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
    TrustVerdict verdict = weighing.weigh(draft, current);
    DeviceCase weighed = current.with(current.trust().withVerdict(verdict));
    remember(draft, weighed, verdict);
    Challenges.schedule(draft, weighed);
    boolean affirming = result.status() == Tier.AFFIRMING;
    boolean trusted = affirming && verdict.outcome() == TrustVerdict.Outcome.TRUSTED;
    switch (current.standing().state()) {
      case ADMITTED -> {
        if (!affirming) {
          Degradation.worsen(draft, weighed, problem);
        } else if (verdict.outcome() == TrustVerdict.Outcome.NOT_TRUSTED) {
          Degradation.worsen(draft, weighed, Weighing.problem(verdict));
        } else {
          stays(draft, before, trusted ? admission.unconfined(draft, weighed) : weighed);
        }
      }
      case RESTRICTED, QUARANTINED -> {
        if (trusted && Return.byItself(current, draft.at()) && holdsItsPlace(draft, current)) {
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

  /** It goes on as it was: that is recorded when it says something new, and once an hour. */
  private void stays(Draft draft, DeviceCase before, DeviceCase weighed) {
    DeviceCase now = admission.watched(draft, admission.refit(draft, before, weighed));
    LiveFacts live = draft.live(now.device());
    boolean unchanged =
        before.trust().missedCount() == 0
            && before.standing().equals(now.standing())
            && before.policy().equals(now.policy())
            && saysTheSame(before.trust(), now.trust());
    boolean summaryDue = !draft.at().isBefore(live.attesting().summaryAt());
    long count = live.attesting().unchangedCount() + 1;
    if (unchanged && !summaryDue) {
      draft.putLive(now.device(), l -> l.unchanged(count, l.attesting().summaryAt()));
      return;
    }
    draft.putLive(now.device(), l -> l.unchanged(0, draft.in(DecisionLimits.SUMMARY_PERIOD)));
    draft.put(now);
    draft.say(
        now.device(),
        "device.reattested",
        "affirmed " + count + " times since the last record" + news(draft, before, now));
  }

  private static boolean saysTheSame(TrustFacts before, TrustFacts now) {
    boolean sameEvidence =
        before
            .attestation()
            .map(a -> a.saysTheSameAs(now.attestation().orElseThrow()))
            .orElse(false);
    return sameEvidence
        && before
            .verdict()
            .map(v -> Weighing.sameConsequences(v, now.verdict().orElseThrow()))
            .orElse(false);
  }

  /** After a boot, or with other firmware, it is looked at again soon: much may still start. */
  private static String news(Draft draft, DeviceCase before, DeviceCase now) {
    Optional<AttestationFacts> then = before.trust().attestation();
    AttestationFacts newer = now.trust().attestation().orElseThrow();
    boolean other = then.map(newer::measuresOtherThan).orElse(false);
    boolean booted = then.map(newer::bootedSince).orElse(false);
    if (other || booted) {
      Challenges.promptly(draft, now);
    }
    String watched = now.standing().problem().map(p -> "; " + p.line()).orElse("");
    return (other ? "; other firmware runs: " + newer.observed().version() : "")
        + (booted ? "; it has booted" : "")
        + watched;
  }

  void missed(Draft draft, ChallengeMissed event) {
    draft.close(event.correlationId());
    draft.find(event.device()).ifPresent(c -> missed(draft, c, event.problem()));
  }

  void missed(Draft draft, DeviceCase current, Problem problem) {
    Challenges.schedule(draft, current);
    if (current.standing().state() != DeviceState.ADMITTED) {
      return;
    }
    DeviceCase silent = current.with(current.trust().missed());
    DeviceClass deviceClass = Weighing.classOf(draft, current);
    if (silent.trust().missedCount() >= deviceClass.missedPeriodsMax()) {
      Degradation.worsen(
          draft,
          weighing.weighed(draft, silent),
          Problem.of(
              DecisionErrors.STALE, silent.trust().missedCount() + " missed; " + problem.code()));
    } else {
      draft.put(silent);
      draft.say(current.device(), "device.silent", problem.line());
    }
  }

  /** Released: it starts again from its profile and must attest afresh. */
  static Standing released(Draft draft, String who) {
    return Standing.good(
        DeviceState.PROFILED, draft.at(), "released by " + who + "; it must attest afresh");
  }
}
