package org.wardgate.decision.run;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationEvent.ChallengeMissed;
import org.wardgate.api.attestation.AttestationEvent.ChangeFailed;
import org.wardgate.api.attestation.AttestationEvent.ChangeOffered;
import org.wardgate.api.attestation.AttestationEvent.ChangeSettled;
import org.wardgate.api.attestation.AttestationEvent.ChangeTried;
import org.wardgate.api.attestation.AttestationIntent;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.TrustWard;
import org.wardgate.decision.state.ChangeCase;
import org.wardgate.decision.state.WardState;

/** Keepers of changes, and what weighs besides evidence, as a seed makes them. */
final class SimulatedTrust {

  private final Random random;
  private final Map<Change, List<DeviceId>> worsens = new HashMap<>();
  private final Map<Change, Set<String>> approvals = new HashMap<>();
  private final Set<Change> adopted = new HashSet<>();
  private final Set<Change> tried = new HashSet<>();
  private long version;

  SimulatedTrust(Random random) {
    this.random = random;
  }

  /** Something about trust happens. */
  Event event(WardState state, DeviceId device, Instant now) {
    boolean waits =
        state.assurances().changes().stream().anyMatch(c -> c.state() == ChangeCase.State.HELD);
    if (waits && random.nextBoolean()) {
      return vote(state, random.nextInt(3) > 0);
    }
    return switch (random.nextInt(6)) {
      case 0 -> offered();
      case 1 -> vote(state, true);
      case 2 -> vote(state, false);
      case 3 -> TrustWard.assessed(random.nextInt(10), random.nextInt(4) == 0 ? 1 : 0, now);
      case 4 ->
          new ChallengeMissed(
              TestWard.id("m"), device, Problem.of(AttestationErrors.NO_ANSWER, ""));
      default ->
          TrustWard.affirmed(
              device, TrustWard.observed("m" + random.nextInt(2), "b" + random.nextInt(2)));
    };
  }

  private Event offered() {
    version++;
    Change.Kind kind = random.nextBoolean() ? Change.Kind.REFERENCES : Change.Kind.PROFILE;
    Change change = new Change(kind, "c" + random.nextInt(2), version, "d" + version);
    worsens.put(change, TestWard.ALL.subList(0, random.nextInt(TestWard.ALL.size() + 1)));
    return new ChangeOffered(TestWard.id("of"), change, "acme", "a change");
  }

  private Event vote(WardState state, boolean approve) {
    List<Change> held =
        state.assurances().changes().stream()
            .filter(c -> c.state() == ChangeCase.State.HELD)
            .map(ChangeCase::change)
            .toList();
    Change about =
        held.isEmpty()
            ? new Change(Change.Kind.PROFILE, "none", 1, "x")
            : held.get(random.nextInt(held.size()));
    String who = "op" + random.nextInt(3);
    if (approve) {
      approvals.computeIfAbsent(about, c -> new HashSet<>()).add(who);
      return new Command.ApproveChange(TestWard.id("ok"), about, who, "seen");
    }
    return new Command.DismissChange(TestWard.id("no"), about, who, "seen");
  }

  /** Carries out an intent; an empty answer is one that got lost. */
  Optional<Event> execute(AttestationIntent.OfChange intent, boolean fails) {
    Change change = intent.change();
    if (fails) {
      return random.nextBoolean()
          ? Optional.empty()
          : Optional.of(
              new ChangeFailed(
                  intent.correlationId(),
                  change,
                  Problem.of(DecisionErrors.INTENT_OVERDUE, "no disk")));
    }
    if (intent instanceof AttestationIntent.TryChange) {
      tried.add(change);
      return Optional.of(
          new ChangeTried(
              intent.correlationId(),
              change,
              worsens.getOrDefault(change, List.of()),
              TestWard.ALL.size()));
    }
    boolean adopts = intent instanceof AttestationIntent.AdoptChange;
    if (adopts) {
      adopted.add(change);
    }
    return Optional.of(new ChangeSettled(intent.correlationId(), change, adopts));
  }

  /** What is about to count was tried and is within the cap, or two people let it count. */
  Optional<String> finding(WardState state) {
    return state.assurances().changes().stream()
        .filter(c -> c.state() == ChangeCase.State.ADOPTING)
        .filter(c -> c.worsened().size() > 1)
        .filter(c -> approvals.getOrDefault(c.change(), Set.of()).size() < 2)
        .map(c -> c + " counts although it worsens too many and nobody approved it")
        .findFirst()
        .or(
            () ->
                adopted.stream()
                    .filter(c -> !tried.contains(c))
                    .map(c -> c + " counts and was never tried")
                    .findFirst());
  }

  /** In the calm every change is settled or waits for people. */
  Optional<String> unfinished(WardState state) {
    return state.assurances().changes().stream()
        .filter(
            c ->
                c.state() == ChangeCase.State.TRYING
                    || c.state() == ChangeCase.State.ADOPTING
                    || c.state() == ChangeCase.State.DROPPING)
        .map(c -> c + " is not settled")
        .findFirst();
  }
}
