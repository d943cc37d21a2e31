package org.wardgate.decision.rules;

import java.util.Optional;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Enrolment;
import org.wardgate.decision.state.LiveFacts;
import org.wardgate.decision.state.NamedUrl;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.Outcome;

/** What follows from time, and from intents that nobody carried out. */
final class TimeRules {
  private final AttestationRules attestation;
  private final ChangeRules changes;
  private final AdvisoryRules advisories;
  private final ExemptionEnd exemptions;
  private final ClockRules clock;
  private final RenewalRules renewal;
  private final RetirementRules retirement;

  TimeRules(
      AttestationRules attestation,
      ChangeRules changes,
      AdvisoryRules advisories,
      ExemptionEnd exemptions,
      DecisionLimits limits) {
    this.attestation = attestation;
    this.changes = changes;
    this.advisories = advisories;
    this.exemptions = exemptions;
    this.renewal = new RenewalRules(limits);
    this.clock = new ClockRules(renewal.settling());
    this.retirement = new RetirementRules(limits);
  }

  void tick(Draft draft) {
    if (clock.tick(draft)) {
      return; // all else by the next look, half a second later
    }
    giveUpLostWork(draft);
    advisories.expire(draft);
    MudRefresh.tick(draft, draft.state().cases());
    HandoverRules.expire(draft);
    int revocationsCount = 0;
    int configurationsCount = 0;
    for (DeviceCase c : draft.state().cases()) {
      LiveFacts live = draft.live(c.device());
      if (challengeDue(draft, c, live)) {
        Challenges.ask(draft, c);
      }
      live.enrolment().ifPresent(open -> waits(draft, c, open));
      if (revocationsCount < DecisionLimits.BEGUN_AT_ONCE_MAX_COUNT
          && RevocationRules.tick(draft, c)) {
        revocationsCount++;
      }
      if (configurationsCount < DecisionLimits.BEGUN_AT_ONCE_MAX_COUNT
          && ConfigurationRules.tick(draft, c)) {
        configurationsCount++;
      }
      HandoverRules.tick(draft, draft.find(c.device()).orElse(c));
    }
    exemptions.tick(draft);
    changes.tick(draft);
    renewal.tick(draft);
    retirement.tick(draft);
    if (!draft.state().enforced() && !draft.at().isBefore(draft.state().enforceRetryAt())) {
      draft.also(new Outcome.EnforcedIs(false, draft.in(DecisionLimits.RECONCILE_TIME_MAX)));
      EnforcementRules.reconcile(draft);
    }
  }

  /** A request that is not renewed is forgotten; one that waits for a MUD file says so. */
  private static void waits(Draft draft, DeviceCase c, Enrolment open) {
    if (draft.at().isAfter(open.at().plus(DecisionLimits.ENROLMENT_TIME_MAX))) {
      draft.putLive(c.device(), l -> l.withEnrolment(Optional.empty()));
    } else if (c.standing().state() == DeviceState.IDENTIFIED
        && c.standing().problem().isEmpty()
        && c.policy().profile().isEmpty()
        && draft.at().isAfter(open.at().plus(DecisionLimits.PROFILE_WAIT_SAID_AFTER))) {
      waits(draft, c, Problem.of(DecisionErrors.PROFILE_PENDING, c.policy().mudUrl()));
    }
  }

  /** Answers can get lost with a disk that was full when they came: nothing may wait for ever. */
  private void giveUpLostWork(Draft draft) {
    draft
        .state()
        .workOverdueAt(draft.moment().wall().minus(DecisionLimits.ANSWER_GRACE))
        .forEach(
            id ->
                failed(
                    draft,
                    new CoreEvent.IntentFailed(
                        id, Problem.of(DecisionErrors.INTENT_OVERDUE, "the answer got lost"))));
  }

  /** Admitted devices are challenged always; silent and released ones get the chance to return. */
  private static boolean challengeDue(Draft draft, DeviceCase c, LiveFacts live) {
    boolean challengeable =
        switch (c.standing().state()) {
          case ADMITTED -> true;
          case RESTRICTED, QUARANTINED, PROFILED -> c.policy().everAdmitted();
          default -> false;
        };
    if (!challengeable || !Weighing.attests(draft, c) || live.doing(OpenWork.Kind.CHALLENGE)) {
      return false;
    }
    if (live.nextChallengeAt().equals(LiveFacts.NONE.nextChallengeAt())) {
      // after a restart: spread over a period instead of all at once
      Challenges.schedule(draft, c);
      return false;
    }
    return !draft.at().isBefore(live.nextChallengeAt());
  }

  void failed(Draft draft, CoreEvent.IntentFailed event) {
    Optional<OpenWork> work = draft.state().work(event.correlationId());
    if (work.isEmpty()) {
      return;
    }
    Optional<DeviceCase> subject = work.get().device().flatMap(draft::find);
    switch (work.get().kind()) {
      case PLACE, RECONCILE, NAME ->
          EnforcementRules.notEnforced(
              draft,
              new org.wardgate.api.enforcement.EnforcementEvent.NotEnforced(
                  event.correlationId(), event.problem()));
      case CHALLENGE -> {
        draft.close(event.correlationId());
        subject.ifPresent(c -> attestation.missed(draft, c, event.problem()));
      }
      case REFRESH -> {
        draft.close(event.correlationId());
        subject.ifPresent(c -> MudRefresh.failed(draft, c, event.problem()));
      }
      case FETCH -> {
        draft.close(event.correlationId());
        subject.ifPresent(c -> draft.putLive(c.device(), l -> l.pending(NamedUrl.NONE)));
        subject.ifPresent(c -> waits(draft, c, event.problem()));
      }
      case BIND -> {
        draft.close(event.correlationId());
        subject.ifPresent(c -> waits(draft, c, event.problem()));
      }
      case ISSUE -> {
        draft.close(event.correlationId());
        subject.ifPresent(
            c -> PkiRules.notIssued(draft, c, event.correlationId(), event.problem()));
        subject.ifPresent(c -> waits(draft, c, event.problem()));
      }
      case REVOKE -> {
        draft.close(event.correlationId());
        subject.ifPresent(c -> RevocationRules.failed(draft, c, event.problem()));
      }
      case CONFIGURE -> {
        draft.close(event.correlationId());
        subject.ifPresent(c -> ConfigurationRules.notTaken(draft, c, event.problem()));
      }
      case SIGN -> {
        draft.close(event.correlationId());
        subject.ifPresent(c -> HandoverRules.failed(draft, c, event.problem()));
      }
      case CHANGE -> draft.close(event.correlationId()); // the next look asks again
      case ROLL -> {
        draft.close(event.correlationId());
        PkiRules.notRolled(draft, event.problem());
      }
      case ERASE -> {
        draft.close(event.correlationId());
        RetirementRules.failed(draft);
      }
    }
  }

  private static void waits(Draft draft, DeviceCase current, Problem problem) {
    if (current.standing().state() != DeviceState.ADMITTED) {
      draft.put(current.with(current.standing().because(problem)));
      draft.say(current.device(), "device.waiting", problem.line());
    }
  }
}
