package org.wardgate.decision.rules;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationEvent;
import org.wardgate.api.attestation.AttestationEvent.ChangeFailed;
import org.wardgate.api.attestation.AttestationEvent.ChangeOffered;
import org.wardgate.api.attestation.AttestationEvent.ChangeSettled;
import org.wardgate.api.attestation.AttestationEvent.ChangeTried;
import org.wardgate.api.attestation.AttestationIntent;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessed;
import org.wardgate.decision.state.Assurances.Asked;
import org.wardgate.decision.state.ChangeCase;
import org.wardgate.decision.state.ChangeCase.State;
import org.wardgate.decision.state.ChangeKey;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.Outcome;

/**
 * What follows from new versions of what appraisals and weighing depend on. One file cannot isolate
 * a ward: each is tried first, and beyond a cap it waits for people.
 */
final class ChangeRules {
  private final ChangeReach reach;
  private final ChangeVotes votes;
  private final VulnerabilityRules vulnerabilities;

  ChangeRules(DecisionLimits limits, VulnerabilityRules vulnerabilities) {
    this.reach = new ChangeReach(limits);
    this.votes = new ChangeVotes(limits);
    this.vulnerabilities = vulnerabilities;
  }

  void reduce(Draft draft, AttestationEvent.OfChange event) {
    if (event instanceof ChangeOffered e) {
      offered(draft, e);
    } else if (event instanceof ChangeTried e) {
      tried(draft, e);
    } else if (event instanceof ChangeSettled e) {
      settled(draft, e);
    } else if (event instanceof ChangeFailed e) {
      failed(draft, e);
    }
  }

  /** A new version, the same again, or one that is older than what is known. */
  private static void offered(Draft draft, ChangeOffered event) {
    Optional<ChangeCase> known = draft.assurance().change(ChangeKey.of(event.change()));
    if (known.map(k -> k.change().equals(event.change())).orElse(false)) {
      return; // it is under way, or waits for people
    }
    Optional<Problem> refusal =
        known.isPresent()
            ? ChangeRoom.older(known.get(), event.change())
            : ChangeRoom.make(draft, event.change(), event.issuer());
    if (refusal.isPresent()) {
      draft.refuse(refusal.get());
      draft.say("change.refused", refusal.get().line());
      return;
    }
    ChangeCase offered =
        ChangeCase.offered(
            event.change(),
            event.issuer(),
            Problem.clean(event.summary()),
            draft.at(),
            Optional.empty());
    begin(draft, offered);
    draft.say(
        "change.offered", offered.words() + " of " + event.issuer() + ": " + offered.summary());
  }

  /** It was tried with the newest evidence there is; the devices that matter may have had none. */
  private void tried(Draft draft, ChangeTried event) {
    draft.close(event.correlationId());
    Optional<ChangeCase> known = underWay(draft, event.change(), State.TRYING);
    if (known.isEmpty() || !ChangeTurns.answersNewest(draft, known.get(), event.correlationId())) {
      return; // what it was tried against may not be in force any more
    }
    ChangeCase tried =
        known.get().tried(ChangeReach.losing(draft, event.worsened()), event.consideredCount());
    boolean evidenceMayCome =
        Duration.between(tried.since(), draft.at())
                .abs()
                .compareTo(DecisionLimits.CHANGE_EVIDENCE_WAIT)
            < 0;
    if (known.get().approved()) {
      approvedTried(draft, known.get(), tried, evidenceMayCome);
    } else if (reach.tooMany(draft, tried)) {
      hold(draft, tried);
    } else if (reach.maybeTooMany(draft, tried, event)) {
      if (evidenceMayCome) {
        draft.assurance().put(tried);
      } else {
        hold(draft, tried);
      }
    } else {
      inTurn(draft, tried);
    }
  }

  /** People decided about what they were shown: if it is more now, they are asked again. */
  private void approvedTried(
      Draft draft, ChangeCase shown, ChangeCase tried, boolean evidenceMayCome) {
    boolean lessSeen = tried.consideredCount() < shown.consideredCount();
    if (!shown.worsened().containsAll(tried.worsened()) || (lessSeen && !evidenceMayCome)) {
      hold(draft, tried.reopened());
    } else if (!lessSeen) {
      inTurn(draft, shown);
    }
  }

  /** One after the other: what is about to count changes what the next one would do. */
  private void inTurn(Draft draft, ChangeCase tried) {
    if (ChangeTurns.free(draft, tried)) {
      adopt(draft, tried);
    } else {
      draft.assurance().put(tried); // it is tried again once that one is settled
    }
  }

  private static Optional<ChangeCase> underWay(Draft draft, Change change, State state) {
    return draft
        .assurance()
        .change(ChangeKey.of(change))
        .filter(k -> k.change().equals(change) && k.state() == state);
  }

  /** Nothing follows from it; people see whom it would worsen. */
  private static void hold(Draft draft, ChangeCase change) {
    if (!ChangeRoom.toHold(draft)) {
      draft.assurance().put(change); // it is tried again until there is room
      if (draft.mayBeSaid("changes full", DecisionLimits.FULL_SAID_EVERY)) {
        draft.also(new Outcome.Noted());
        draft.say(
            "change.failed", Problem.of(DecisionErrors.TOO_MANY_CHANGES, change.words()).line());
      }
      return;
    }
    draft.assurance().put(change.in(State.HELD, draft.at()));
    String dryRun =
        change.words()
            + " would worsen "
            + change.worsened().size()
            + " devices, tried with "
            + change.consideredCount()
            + ": "
            + names(change.worsened());
    draft.say("change.held", Problem.of(DecisionErrors.CHANGE_HELD, dryRun).line());
  }

  private static String names(List<DeviceId> devices) {
    return devices.isEmpty()
        ? "the evidence of too many is not known"
        : devices.stream().map(DeviceId::value).collect(Collectors.joining(", "));
  }

  private void adopt(Draft draft, ChangeCase change) {
    if (change.assessment().isPresent()) {
      over(draft, change);
      vulnerabilities.apply(draft, change.assessment().get());
      draft.say("change.adopted", change.words() + " counts: " + change.summary());
      return;
    }
    begin(draft, change.in(State.ADOPTING, draft.at()));
    draft.say(
        "change.adopting",
        change.words()
            + " worsens "
            + change.worsened().size()
            + " devices, tried with "
            + change.consideredCount());
  }

  /** What it worsened counts for a day. */
  private static void over(Draft draft, ChangeCase change) {
    draft.assurance().forget(ChangeKey.of(change.change()));
    if (!change.worsened().isEmpty() && !change.approved()) {
      draft.assurance().put(change.in(State.ADOPTED, draft.at()));
    }
  }

  private static void settled(Draft draft, ChangeSettled event) {
    draft.close(event.correlationId());
    Optional<ChangeCase> known =
        draft
            .assurance()
            .change(ChangeKey.of(event.change()))
            .filter(k -> k.change().equals(event.change()));
    if (event.adopted()) {
      known.ifPresent(k -> over(draft, k));
      ChangeTurns.tryOthersAgain(draft, event.change());
      draft.also(new Outcome.Noted());
      for (DeviceCase c : draft.state().cases()) {
        Challenges.soon(draft, c);
      }
    } else {
      known.ifPresent(k -> draft.assurance().forget(k.key()));
    }
    String words = known.map(ChangeCase::words).orElseGet(() -> event.change().id());
    draft.say(
        event.adopted() ? "change.adopted" : "change.dropped",
        words + (event.adopted() ? " counts" : " does not count"));
  }

  private static void failed(Draft draft, ChangeFailed event) {
    draft.close(event.correlationId());
    ChangeTurns.failed(draft, event);
    if (draft.mayBeSaid("change " + event.change().id(), DecisionLimits.CHANGE_EVIDENCE_WAIT)) {
      draft.also(new Outcome.Noted());
      draft.say(
          "change.failed",
          Problem.of(
                  DecisionErrors.CHANGE_FAILED, event.change().id() + ": " + event.problem().line())
              .line());
    }
  }

  /** What is known about vulnerabilities of a firmware is tried here: it takes no evidence. */
  void assessed(Draft draft, Assessed event) {
    Optional<ChangeCase> assessed = AssessmentChange.of(draft, event.assessment());
    if (assessed.isEmpty()) {
      return; // it is known, held, or people decided against it
    }
    if (!VulnerabilityRules.room(draft, event.assessment())) {
      Problem full = Problem.of(DecisionErrors.TOO_MANY_ASSESSMENTS, assessed.get().change().id());
      draft.refuse(full);
      draft.say("change.refused", full.line());
      return;
    }
    List<DeviceId> worsened = vulnerabilities.worsened(draft, event.assessment());
    ChangeCase tried = assessed.get().tried(worsened, draft.state().cases().size());
    if (reach.tooMany(draft, tried)) {
      if (ChangeRoom.toHold(draft)) {
        hold(draft, tried);
      } else {
        draft.refuse(Problem.of(DecisionErrors.TOO_MANY_CHANGES, tried.words()));
      }
    } else {
      adopt(draft, tried);
    }
  }

  /** An operator approves or dismisses what is held. */
  void decide(Draft draft, Command.OfChange command) {
    Optional<ChangeCase> held = votes.held(draft, command);
    if (held.isEmpty()) {
      return; // it was refused
    }
    if (command instanceof Command.ApproveChange) {
      votes
          .approve(draft, held.get(), command)
          .filter(ChangeCase::approved)
          .ifPresent(c -> approved(draft, c));
    } else if (held.get().assessment().isPresent()) {
      draft.assurance().put(held.get().in(State.DISMISSED, draft.at()));
      ChangeVotes.sayDismissed(draft, held.get(), command);
    } else {
      begin(draft, held.get().in(State.DROPPING, draft.at()));
      ChangeVotes.sayDismissed(draft, held.get(), command);
    }
  }

  /** It was tried some time ago: whom it would worsen now is found out before it counts. */
  private void approved(Draft draft, ChangeCase shown) {
    if (shown.assessment().isEmpty()) {
      begin(draft, shown.in(State.TRYING, draft.at()));
      return;
    }
    List<DeviceId> worsened = vulnerabilities.worsened(draft, shown.assessment().get());
    if (shown.worsened().containsAll(worsened)) {
      adopt(draft, shown);
    } else {
      hold(draft, shown.tried(worsened, draft.state().cases().size()).reopened());
    }
  }

  /** Lost answers are asked for again. */
  void tick(Draft draft) {
    for (ChangeCase c : draft.assurance().changes()) {
      boolean old = draft.at().isAfter(c.since().plus(DecisionLimits.CHANGE_COUNTS));
      switch (c.state()) {
        case TRYING, ADOPTING, DROPPING -> {
          if (due(draft, c)) {
            ask(draft, c);
          }
        }
        case ADOPTED -> {
          if (old) {
            draft.assurance().forget(c.key());
          }
        }
        case HELD, DISMISSED -> {
          // people decide, or decided
        }
      }
    }
  }

  private static boolean due(Draft draft, ChangeCase c) {
    Optional<Asked> asked = draft.assurance().asked(c.key());
    boolean open = asked.map(a -> draft.state().work(a.intent()).isPresent()).orElse(false);
    return !open && asked.map(a -> ChangeTurns.due(draft, a)).orElse(true);
  }

  private static void begin(Draft draft, ChangeCase change) {
    draft.assurance().put(change);
    ask(draft, change);
  }

  private static void ask(Draft draft, ChangeCase c) {
    var deadline = draft.deadline(DecisionLimits.CHANGE_TIME_MAX);
    var id =
        draft.ask(
            OpenWork.Kind.CHANGE,
            Optional.empty(),
            i ->
                switch (c.state()) {
                  case ADOPTING -> new AttestationIntent.AdoptChange(i, deadline, c.change());
                  case DROPPING -> new AttestationIntent.DropChange(i, deadline, c.change());
                  default -> new AttestationIntent.TryChange(i, deadline, c.change());
                });
    draft.assurance().asked(c.key(), Optional.of(ChangeTurns.asked(draft, c, id)));
  }
}
