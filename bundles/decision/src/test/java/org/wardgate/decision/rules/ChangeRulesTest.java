package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.PUMP;
import static org.wardgate.decision.TestWard.VENTILATOR;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationEvent.ChangeFailed;
import org.wardgate.api.attestation.AttestationEvent.ChangeOffered;
import org.wardgate.api.attestation.AttestationEvent.ChangeSettled;
import org.wardgate.api.attestation.AttestationEvent.ChangeTried;
import org.wardgate.api.attestation.AttestationIntent;
import org.wardgate.api.attestation.AttestationIntent.AdoptChange;
import org.wardgate.api.attestation.AttestationIntent.DropChange;
import org.wardgate.api.attestation.AttestationIntent.TryChange;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.state.ChangeCase;
import org.wardgate.decision.state.ChangeCase.State;
import org.wardgate.decision.state.ChangeKey;

/** New versions of what appraisals depend on are tried before they count. */
class ChangeRulesTest {
  private final Walk walk = new Walk();

  private static Change change(long version) {
    return new Change(Change.Kind.REFERENCES, "acme/pump", version, "d" + version);
  }

  private void offer(Change change) {
    walk.submit(new ChangeOffered(TestWard.id("o"), change, "acme", "new firmware"));
  }

  private void tried(Change change, int consideredCount, DeviceId... worsened) {
    walk.submit(
        new ChangeTried(
            walk.newest(TryChange.class).orElseThrow().correlationId(),
            change,
            List.of(worsened),
            consideredCount));
  }

  private void settle(Change change, boolean adopted) {
    AttestationIntent.OfChange ask = walk.newest(AttestationIntent.OfChange.class).orElseThrow();
    walk.submit(new ChangeSettled(ask.correlationId(), change, adopted));
  }

  private Optional<State> state() {
    return walk.state().assurances().change(ChangeKey.of(change(1))).map(ChangeCase::state);
  }

  private Optional<Problem> vote(boolean approve, Change change, String who) {
    Command command =
        approve
            ? new Command.ApproveChange(TestWard.id("ok"), change, who, "seen")
            : new Command.DismissChange(TestWard.id("no"), change, who, "seen");
    return walk.submit(command).refusal();
  }

  private void hold() {
    TestWard.ALL.forEach(walk::admit);
    offer(change(1));
    tried(change(1), 3, PUMP, VENTILATOR);
    assertThat(state()).contains(State.HELD);
  }

  @Test
  void aFirstOneThatWorsensNobodyCountsWithoutPeople() {
    offer(change(1));
    assertThat(walk.all(TryChange.class)).hasSize(1);
    tried(change(1), 0);
    assertThat(walk.newest(AdoptChange.class).orElseThrow().change()).isEqualTo(change(1));
    settle(change(1), true);
    assertThat(state()).isEmpty();
  }

  @Test
  void nothingCountsBeforeItWasTried() {
    offer(change(1));
    assertThat(walk.all(AdoptChange.class)).isEmpty();
  }

  @Test
  void oneThatWorsensNoMoreThanTheCapCounts() {
    TestWard.ALL.forEach(walk::admit);
    offer(change(1));
    tried(change(1), 3, PUMP);
    assertThat(walk.all(AdoptChange.class)).hasSize(1);
  }

  @Test
  void aSetThatWouldWorsenMoreDevicesThanTheCapWaitsForPeople() {
    hold();
    assertThat(walk.last().line()).contains("WG-DEC-0024").contains("pump-1, ventilator-1");
    assertThat(walk.all(AdoptChange.class)).isEmpty();
  }

  @Test
  void devicesWithoutTrafficHaveNothingToLose() {
    walk.identify(PUMP);
    offer(change(1));
    tried(change(1), 3, PUMP, VENTILATOR);
    assertThat(walk.all(AdoptChange.class)).hasSize(1);
  }

  @Test
  void aChangeTriedWithoutTheEvidenceOfTheWardWaitsForItAndThenForPeople() {
    TestWard.ALL.forEach(walk::admit);
    offer(change(1));
    tried(change(1), 0);
    assertThat(state()).contains(State.TRYING);
    walk.pass(Duration.ofSeconds(11));
    walk.tick();
    assertThat(walk.all(TryChange.class)).hasSize(2);
    tried(change(1), 3);
    assertThat(walk.all(AdoptChange.class)).hasSize(1);
  }

  @Test
  void evidenceThatNeverComesLeavesTheDecisionToPeople() {
    TestWard.ALL.forEach(walk::admit);
    offer(change(1));
    tried(change(1), 0);
    walk.pass(Duration.ofMinutes(11));
    walk.tick();
    tried(change(1), 0);
    assertThat(state()).contains(State.HELD);
  }

  @Test
  void twoDifferentPeopleLetItCount() {
    hold();
    assertThat(vote(true, change(1), "ann")).isEmpty();
    assertThat(vote(true, change(1), "ann").orElseThrow().code())
        .isEqualTo(DecisionErrors.SAME_OPERATOR.code());
    assertThat(walk.all(AdoptChange.class)).isEmpty();
    assertThat(vote(true, change(1), "bob")).isEmpty();
    assertThat(walk.all(AdoptChange.class)).isEmpty();
    tried(change(1), 3, PUMP, VENTILATOR);
    assertThat(walk.all(AdoptChange.class)).hasSize(1);
  }

  @Test
  void anApprovedChangeThatWouldWorsenOthersThanPeopleWereShownIsShownToThemAgain() {
    hold();
    vote(true, change(1), "ann");
    vote(true, change(1), "bob");
    tried(change(1), 3, PUMP, TestWard.MONITOR);
    assertThat(walk.all(AdoptChange.class)).isEmpty();
    assertThat(state()).contains(State.HELD);
    assertThat(walk.last().line()).contains("pump-1, monitor-1");
    assertThat(vote(true, change(1), "ann")).isEmpty();
    assertThat(walk.all(TryChange.class)).hasSize(2);
    assertThat(vote(true, change(1), "bob")).isEmpty();
    tried(change(1), 3, PUMP);
    assertThat(walk.all(AdoptChange.class)).hasSize(1);
  }

  @Test
  void anApprovedChangeTriedWithFewerDevicesThanShownWaitsAndIsShownAgain() {
    hold();
    vote(true, change(1), "ann");
    vote(true, change(1), "bob");
    tried(change(1), 0);
    assertThat(walk.all(AdoptChange.class)).isEmpty();
    assertThat(state()).contains(State.TRYING);
    walk.pass(Duration.ofMinutes(11));
    walk.tick();
    tried(change(1), 0);
    assertThat(walk.all(AdoptChange.class)).isEmpty();
    assertThat(state()).contains(State.HELD);
  }

  private static Change withdrawal(String id) {
    return new Change(Change.Kind.REFERENCES, id, 0, "w-" + id);
  }

  private TryChange asked(Change change) {
    return walk.all(TryChange.class).stream()
        .filter(t -> t.change().equals(change))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private void answer(TryChange ask, DeviceId... worsened) {
    walk.submit(
        new ChangeTried(
            ask.correlationId(), ask.change(), List.of(worsened), 3, Set.copyOf(TestWard.ALL)));
  }

  @Test
  void twoWithdrawalsThatEachWorsenNobodyButTogetherEverybodyAreCaughtByTheCap() {
    TestWard.ALL.forEach(walk::admit);
    Change one = withdrawal("one");
    Change two = withdrawal("two");
    offer(one);
    offer(two);
    TryChange early = asked(two);
    answer(asked(one));
    answer(early);
    assertThat(walk.all(AdoptChange.class)).hasSize(1);
    walk.submit(
        new ChangeSettled(walk.newest(AdoptChange.class).orElseThrow().correlationId(), one, true));
    walk.tick();
    answer(early); // stale: one was not yet in force
    assertThat(walk.all(AdoptChange.class)).hasSize(1);
    answer(asked(two), PUMP, VENTILATOR, TestWard.MONITOR);
    assertThat(walk.all(AdoptChange.class)).hasSize(1);
    assertThat(walk.state().assurances().change(ChangeKey.of(two)).orElseThrow().state())
        .isEqualTo(State.HELD);
  }

  @Test
  void aTryAnsweredAfterAnotherChangeSettledDecidesNothing() {
    TestWard.ALL.forEach(walk::admit);
    Change one = withdrawal("one");
    Change two = withdrawal("two");
    offer(one);
    offer(two);
    answer(asked(one));
    walk.submit(
        new ChangeSettled(walk.newest(AdoptChange.class).orElseThrow().correlationId(), one, true));
    answer(asked(two));
    assertThat(walk.all(AdoptChange.class)).hasSize(1);
    walk.tick();
    answer(asked(two));
    assertThat(walk.all(AdoptChange.class)).hasSize(2);
  }

  @Test
  void whatCouldNotBeAdoptedIsTriedAgainEachTimeLater() {
    TestWard.ALL.forEach(walk::admit);
    offer(change(1));
    tried(change(1), 3);
    for (int i = 0; i < 12; i++) {
      walk.submit(
          new ChangeFailed(
              walk.newest(AdoptChange.class).orElseThrow().correlationId(),
              change(1),
              Problem.of(DecisionErrors.CHANGE_FAILED, "something else counts since")));
      assertThat(state()).contains(State.TRYING);
      int before = walk.all(TryChange.class).size();
      walk.pass(Duration.ofSeconds((10L << Math.min(i, 6)) - 1));
      walk.tick();
      assertThat(walk.all(TryChange.class)).hasSize(before);
      walk.pass(Duration.ofSeconds(2));
      walk.tick();
      assertThat(walk.all(TryChange.class)).hasSize(before + 1);
      tried(change(1), 3);
    }
    tried(change(1), 3, PUMP, VENTILATOR);
    assertThat(walk.all(AdoptChange.class)).hasSize(13);
  }

  @Test
  void aClassThatWasNeverTriedIsNotHiddenByTheRestOfTheWard() {
    List<DeviceId> fleet = TestWard.fleet(60);
    Walk many = new Walk(SmallClass.inventory(fleet, 5), new DecisionLimits(100, 4, 0.10, 1, 2));
    fleet.forEach(many::admit);
    many.submit(new ChangeOffered(TestWard.id("o"), change(1), "acme", "s"));
    many.submit(
        new ChangeTried(
            many.newest(TryChange.class).orElseThrow().correlationId(),
            change(1),
            List.of(),
            55,
            Set.copyOf(fleet.subList(5, 60))));
    assertThat(many.all(AdoptChange.class)).isEmpty();
  }

  @Test
  void quarantinedDevicesThatWereTriedDoNotHideAdmittedOnesThatWereNot() {
    List<DeviceId> fleet = TestWard.fleet(30);
    Walk many = new Walk(TestWard.inventory(1, fleet), new DecisionLimits(100, 4, 0.10, 1, 2));
    fleet.forEach(many::admit);
    fleet.subList(0, 15).forEach(d -> many.submit(TestWard.denied(d, 20, 9)));
    many.submit(new ChangeOffered(TestWard.id("o"), change(1), "acme", "s"));
    many.submit(
        new ChangeTried(
            many.newest(TryChange.class).orElseThrow().correlationId(),
            change(1),
            List.of(),
            15,
            Set.copyOf(fleet.subList(0, 15))));
    assertThat(many.all(AdoptChange.class)).isEmpty();
  }

  @Test
  void evidenceOfDevicesThatAreNotInTheWardStandsForNobody() {
    TestWard.ALL.forEach(walk::admit);
    offer(change(1));
    walk.submit(
        new ChangeTried(
            asked(change(1)).correlationId(),
            change(1),
            List.of(),
            3,
            Set.of(new DeviceId("gone-1"), new DeviceId("gone-2"), new DeviceId("gone-3"))));
    assertThat(walk.all(AdoptChange.class)).isEmpty();
    assertThat(state()).contains(State.TRYING);
  }

  @Test
  void onlyExactlyWhatPeopleWereShownIsDecidedAbout() {
    hold();
    assertThat(vote(true, change(2), "ann").orElseThrow().code())
        .isEqualTo(DecisionErrors.NOT_ALLOWED.code());
    assertThat(
            vote(true, new Change(Change.Kind.PROFILE, "x", 1, "d1"), "ann").orElseThrow().code())
        .isEqualTo(DecisionErrors.UNKNOWN_CHANGE.code());
  }

  @Test
  void aDismissedOneIsDroppedAtItsKeeper() {
    hold();
    assertThat(vote(false, change(1), "ann")).isEmpty();
    assertThat(walk.newest(DropChange.class).orElseThrow().change()).isEqualTo(change(1));
    settle(change(1), false);
    assertThat(state()).isEmpty();
    assertThat(walk.all(AdoptChange.class)).isEmpty();
  }

  @Test
  void aNewerVersionReplacesOneThatIsHeldAndItsApprovals() {
    hold();
    vote(true, change(1), "ann");
    offer(change(2));
    tried(change(2), 3, PUMP, VENTILATOR);
    assertThat(vote(true, change(1), "bob")).isPresent();
    assertThat(vote(true, change(2), "bob")).isEmpty();
    assertThat(walk.all(AdoptChange.class)).isEmpty();
  }

  @Test
  void anOlderVersionIsRefused() {
    hold();
    offer(change(2));
    walk.submit(new ChangeOffered(TestWard.id("o"), change(1), "acme", "old"));
    assertThat(walk.last().refusal().orElseThrow().code())
        .isEqualTo(DecisionErrors.OLD_CHANGE.code());
  }

  @Test
  void takingReferencesAwayIsAChangeToo() {
    hold();
    Change gone = new Change(Change.Kind.REFERENCES, "acme/pump", 0, "d0");
    offer(gone);
    tried(gone, 3, PUMP, VENTILATOR);
    assertThat(state()).contains(State.HELD);
  }

  @Test
  void theSameOfferAgainChangesNothing() {
    hold();
    walk.submit(new ChangeOffered(TestWard.id("o"), change(1), "acme", "new firmware"));
    assertThat(walk.last().outcomes()).isEmpty();
  }

  @Test
  void lostAnswersAreAskedForAgainAlsoAfterARestart() {
    offer(change(1));
    walk.submit(
        new CoreEvent.IntentFailed(
            walk.newest(TryChange.class).orElseThrow().correlationId(),
            Problem.of(DecisionErrors.INTENT_OVERDUE, "lost")));
    walk.tick();
    assertThat(walk.all(TryChange.class)).hasSize(1);
    walk.pass(Duration.ofSeconds(11));
    walk.tick();
    assertThat(walk.all(TryChange.class)).hasSize(2);
    assertThat(walk.elsewhere(walk.replayed())).anyMatch(TryChange.class::isInstance);
  }

  @Test
  void whatFailedIsSaidAndAskedAgain() {
    offer(change(1));
    walk.submit(
        new ChangeFailed(
            walk.newest(TryChange.class).orElseThrow().correlationId(),
            change(1),
            Problem.of(DecisionErrors.INTENT_OVERDUE, "the file is gone")));
    assertThat(walk.last().line()).contains("WG-DEC-0029").contains("the file is gone");
    walk.pass(Duration.ofSeconds(11));
    walk.tick();
    assertThat(walk.all(TryChange.class)).hasSize(2);
  }

  @Test
  void manySmallOnesOfOneIssuerStayWithinTheCap() {
    TestWard.ALL.forEach(walk::admit);
    offer(change(1));
    tried(change(1), 3, PUMP);
    settle(change(1), true);
    Change other = new Change(Change.Kind.REFERENCES, "acme/ventilator", 1, "e1");
    offer(other);
    tried(other, 3, VENTILATOR);
    assertThat(walk.all(AdoptChange.class)).hasSize(1);
    assertThat(walk.state().assurances().change(ChangeKey.of(other)).orElseThrow().state())
        .isEqualTo(State.HELD);
    walk.pass(Duration.ofHours(25));
    walk.tick();
    Change later = new Change(Change.Kind.REFERENCES, "acme/other", 1, "f1");
    offer(later);
    tried(later, 3, VENTILATOR);
    assertThat(walk.all(AdoptChange.class)).hasSize(2);
  }

  @Test
  void theCapOfAClassHoldsToo() {
    List<DeviceId> fleet = TestWard.fleet(60);
    Walk many = new Walk(SmallClass.inventory(fleet, 10), new DecisionLimits(100, 4, 0.10, 1, 2));
    fleet.forEach(many::admit);
    many.submit(new ChangeOffered(TestWard.id("o"), change(1), "acme", "s"));
    many.submit(
        new ChangeTried(
            many.newest(TryChange.class).orElseThrow().correlationId(),
            change(1),
            fleet.subList(0, 3),
            60));
    assertThat(many.all(AdoptChange.class)).isEmpty();
  }

  @Test
  void allDevicesAreChallengedAgainButNotAtOnce() {
    List<DeviceId> fleet = TestWard.fleet(40);
    Walk many = new Walk(TestWard.inventory(1, fleet), new DecisionLimits(100, 4, 0.10, 1, 2));
    fleet.forEach(many::admit);
    many.submit(new ChangeOffered(TestWard.id("o"), change(1), "acme", "s"));
    many.submit(
        new ChangeTried(
            many.newest(TryChange.class).orElseThrow().correlationId(), change(1), List.of(), 40));
    many.submit(
        new ChangeSettled(
            many.newest(AdoptChange.class).orElseThrow().correlationId(), change(1), true));
    many.tick();
    int atOnce = many.all(AttestationIntent.Challenge.class).size();
    many.pass(Duration.ofSeconds(11));
    many.tick();
    assertThat(atOnce).isLessThan(20);
    assertThat(many.all(AttestationIntent.Challenge.class)).hasSize(40);
  }

  @Test
  void tooManyOfOneIssuerAreRefused() {
    for (int i = 0; i < DecisionLimits.CHANGES_HELD_MAX_COUNT; i++) {
      offer(new Change(Change.Kind.REFERENCES, "model-" + i, 1, "d"));
    }
    offer(new Change(Change.Kind.REFERENCES, "one-more", 1, "d"));
    assertThat(walk.last().refusal().orElseThrow().code())
        .isEqualTo(DecisionErrors.TOO_MANY_CHANGES.code());
    walk.submit(new ChangeOffered(TestWard.id("o"), change(1), "another", "s"));
    assertThat(walk.last().refusal()).isEmpty();
  }

  @Test
  void anAnswerAboutAVersionThatWasReplacedDecidesNothing() {
    offer(change(1));
    var stale = walk.newest(TryChange.class).orElseThrow().correlationId();
    offer(change(2));
    walk.submit(new ChangeTried(stale, change(1), List.of(), 0));
    assertThat(walk.all(AdoptChange.class)).isEmpty();
  }
}
