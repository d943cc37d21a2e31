package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.onboarding.OnboardingEvent;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.Step;
import org.wardgate.decision.state.WardState;

/** A patient needs the device now. */
class BreakGlassTest {
  private static final DeviceId PUMP = TestWard.PUMP;
  private static final DeviceId VENTILATOR = TestWard.VENTILATOR;

  private final Walk walk = new Walk();

  @BeforeEach
  void admitAll() {
    TestWard.ALL.forEach(walk::admit);
  }

  private Step breakGlass(DeviceId device, Duration validity) {
    return walk.submit(
        new Command.BreakGlass(TestWard.id("bg"), device, validity, "code 3", "bed 7"));
  }

  private Step endIt(DeviceId device) {
    return walk.submit(new Command.EndExemption(TestWard.id("end"), device, "ann", "replaced"));
  }

  private boolean declared(DeviceId device) {
    return walk.of(device)
        .policy()
        .target()
        .flatMap(walk.state()::policy)
        .map(p -> p.fromDevice().stream().anyMatch(r -> r.name().equals("acl/ace443")))
        .orElse(false);
  }

  @Test
  void givesTheDeclaredTrafficBackInTheStepOfTheCommand() {
    walk.reattest(PUMP, Tier.CONTRAINDICATED);
    assertThat(declared(PUMP)).isFalse();
    Step step = breakGlass(PUMP, Duration.ofHours(1));
    assertThat(step.refusal()).isEmpty();
    assertThat(step.kind()).isEqualTo("device.break-glass");
    assertThat(step.line()).contains("code 3", "bed 7", "despite WG-ATT-0015");
    assertThat(step.intents())
        .anySatisfy(
            i ->
                assertThat(i)
                    .isInstanceOfSatisfying(
                        EnforcementIntent.Place.class,
                        p -> assertThat(p.placement().policy().fromDevice()).isNotEmpty()));
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.of(PUMP).standing().reason()).contains(DecisionErrors.BREAK_GLASS.code());
  }

  @Test
  void holdsAgainstEveryLossOfTrustWhileItLasts() {
    breakGlass(PUMP, Duration.ofHours(1));
    walk.reattest(PUMP, Tier.CONTRAINDICATED);
    walk.submit(TestWard.denied(PUMP, 50, 20));
    walk.reattest(PUMP, Tier.NONE);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(declared(PUMP)).isTrue();
    assertThat(walk.last().kind()).isEqualTo("device.exempted");
  }

  @Test
  void endsByItselfAndTheDeviceFallsForWhatItIsThen() {
    walk.reattest(PUMP, Tier.CONTRAINDICATED);
    breakGlass(PUMP, Duration.ofMinutes(10));
    walk.enforce();
    walk.pass(Duration.ofMinutes(9));
    walk.tick();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    walk.pass(Duration.ofMinutes(2));
    walk.tick();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(declared(PUMP)).isFalse();
    assertThat(walk.of(PUMP).exemptions().all()).isEmpty();
  }

  @Test
  void endsAtAnOperatorsWordAndSaysSo() {
    walk.reattest(VENTILATOR, Tier.CONTRAINDICATED);
    breakGlass(VENTILATOR, Duration.ofHours(2));
    walk.enforce();
    Step step = endIt(VENTILATOR);
    assertThat(step.line()).contains("break-glass by code 3 ended: ann: replaced");
    assertThat(walk.stateOf(VENTILATOR)).isEqualTo(DeviceState.RESTRICTED);
    assertThat(walk.of(VENTILATOR).policy().target())
        .isEqualTo(walk.of(VENTILATOR).policy().floor());
    assertThat(endIt(VENTILATOR).refusal().orElseThrow().code())
        .isEqualTo(DecisionErrors.NOT_ALLOWED.code());
  }

  @Test
  void aDeviceThatIsTrustedByThenStaysAdmitted() {
    walk.reattest(PUMP, Tier.NONE);
    breakGlass(PUMP, Duration.ofMinutes(10));
    walk.enforce();
    walk.reattest(PUMP, Tier.AFFIRMING);
    walk.pass(Duration.ofMinutes(11));
    walk.tick();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.of(PUMP).standing().problem()).isEmpty();
  }

  @Test
  void anOperatorsQuarantineComesBackWhenItIsOver() {
    walk.submit(new Command.Quarantine(TestWard.id("q"), PUMP, "ann", "smoke"));
    breakGlass(PUMP, Duration.ofMinutes(10));
    walk.enforce();
    walk.reattest(PUMP, Tier.AFFIRMING);
    walk.pass(Duration.ofMinutes(11));
    walk.tick();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.of(PUMP).standing().reason()).contains("ann: smoke");
  }

  @Test
  void survivesARestartAndEndsAfterIt() {
    walk.reattest(PUMP, Tier.CONTRAINDICATED);
    breakGlass(PUMP, Duration.ofHours(1));
    WardState after = walk.replayed();
    walk.elsewhere(after, new CoreEvent.EnforcerArrived(TestWard.id("ea")));
    assertThat(targetNames(after)).contains("acl/ace443");
    walk.pass(Duration.ofMinutes(5));
    walk.elsewhere(after);
    walk.elsewhere(after);
    assertThat(after.live(PUMP).opening()).isTrue();
    walk.pass(Duration.ofMinutes(56));
    walk.elsewhere(after);
    assertThat(after.deviceCase(PUMP).orElseThrow().exemptions().all()).isEmpty();
    assertThat(targetNames(after)).isEmpty();
  }

  @Test
  void endedRightAfterARestartItIsOver() {
    walk.reattest(PUMP, Tier.CONTRAINDICATED);
    breakGlass(PUMP, Duration.ofHours(1));
    walk.restart();
    endIt(PUMP);
    assertThat(targetNames(walk.state())).isEmpty();
    assertThat(walk.newest(EnforcementIntent.Remove.class)).isPresent();
  }

  private static List<String> targetNames(WardState state) {
    return state.deviceCase(PUMP).orElseThrow().policy().target().flatMap(state::policy).stream()
        .flatMap(p -> p.fromDevice().stream())
        .map(r -> r.name())
        .toList();
  }

  @Test
  void leavesTheBedsideTenMinutesAfterARestartThatCameTooLate() {
    breakGlass(PUMP, Duration.ofMinutes(10));
    WardState after = walk.replayed();
    walk.pass(Duration.ofHours(3));
    walk.elsewhere(after);
    walk.elsewhere(after);
    assertThat(after.deviceCase(PUMP).orElseThrow().exemptions().glassBroken()).isTrue();
    walk.pass(Duration.ofMinutes(11));
    walk.elsewhere(after);
    assertThat(after.deviceCase(PUMP).orElseThrow().exemptions().glassBroken()).isFalse();
  }

  @Test
  void noLeapOfTheClockEndsItOrMakesItLast() {
    walk.tick();
    breakGlass(PUMP, Duration.ofHours(2));
    for (int days : List.of(400, -300, 3, 20_000, -10_000)) {
      walk.setClock(TestWard.START.plus(Duration.ofDays(days)));
      walk.tick();
      walk.tick();
      assertThat(walk.of(PUMP).exemptions().glassBroken()).as("%d days", days).isTrue();
    }
    walk.pass(Duration.ofMinutes(121));
    walk.tick();
    walk.tick();
    assertThat(walk.of(PUMP).exemptions().glassBroken()).isFalse();
  }

  @Test
  void anAcceptedLeapMovesTheEndThatIsShown() {
    walk.tick();
    breakGlass(PUMP, Duration.ofHours(2));
    walk.setClock(TestWard.START.plus(Duration.ofDays(3)));
    walk.tick();
    walk.pass(Duration.ofMinutes(11));
    walk.tick();
    walk.tick();
    assertThat(walk.of(PUMP).exemptions().grant().orElseThrow().until())
        .isEqualTo(TestWard.START.plus(Duration.ofDays(3)).plus(Duration.ofHours(2)));
  }

  @Test
  void holdsAgainstAnAdvisoryWhichCutsWhenItIsOver() {
    breakGlass(PUMP, Duration.ofMinutes(10));
    walk.submit(TestWard.advisory(1, Advisory.Response.QUARANTINE, false, TestWard.mudUrl(PUMP)));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(declared(PUMP)).isTrue();
    walk.pass(Duration.ofMinutes(11));
    walk.tick();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.of(PUMP).standing().problem().map(Problem::code))
        .contains(MudErrors.ADVISORY_APPLIES.code());
    assertThat(walk.of(PUMP).marks().cutBy()).isEqualTo("ADV-1");
  }

  @Test
  void aDeviceWithoutCertificateGoesBackToTheGateWhenItIsOver() {
    Walk fresh = new Walk();
    fresh.identify(PUMP);
    fresh.bind(PUMP);
    fresh.profile(PUMP);
    Step step =
        fresh.submit(
            new Command.BreakGlass(
                TestWard.id("bg"), PUMP, Duration.ofMinutes(10), "code 1", "now"));
    assertThat(step.refusal()).isEmpty();
    fresh.enforce();
    assertThat(fresh.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    fresh.pass(Duration.ofMinutes(11));
    fresh.tick();
    assertThat(fresh.stateOf(PUMP)).isEqualTo(DeviceState.PROFILED);
    assertThat(fresh.of(PUMP).policy().target()).isEmpty();
    assertThat(fresh.all(EnforcementIntent.Remove.class)).isNotEmpty();
  }

  @Test
  void nobodyTakesItAwayByTheWay() {
    breakGlass(PUMP, Duration.ofHours(1));
    List<Command> commands =
        List.of(
            new Command.Quarantine(TestWard.id("q"), PUMP, "cloud", "x"),
            new Command.Retire(TestWard.id("r"), PUMP, "cloud", "x"),
            new Command.HandOver(TestWard.id("h"), PUMP, "g2", "cloud", "x"));
    for (Command command : commands) {
      assertThat(walk.submit(command).refusal().map(Problem::code))
          .contains(DecisionErrors.GLASS_IS_BROKEN.code());
    }
    assertThat(declared(PUMP)).isTrue();
  }

  @Test
  void aRevocationEndsIt() {
    breakGlass(PUMP, Duration.ofHours(1));
    walk.submit(new Command.Revoke(TestWard.id("rv"), PUMP, "ann", "stolen"));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.of(PUMP).exemptions().all()).isEmpty();
    refusedBecause(breakGlass(PUMP, Duration.ofHours(1)), "taken back");
  }

  @Test
  void isRefusedForADeviceSeenTwice() {
    walk.submit(
        new OnboardingEvent.SeenTwice(
            TestWard.id("st"), PUMP, TestWard.binding(PUMP).address(), TestWard.further(PUMP)));
    assertThat(breakGlass(PUMP, Duration.ofHours(1)).refusal()).isPresent();
  }

  @Test
  void isRefusedForAKeyShownWithTwoIdentities() {
    walk.submit(new OnboardingEvent.KeySharedByTwo(TestWard.id("ks"), PUMP, VENTILATOR));
    refusedBecause(breakGlass(VENTILATOR, Duration.ofHours(1)), "reason 1");
    assertThat(walk.of(VENTILATOR).policy().target())
        .isEqualTo(walk.of(VENTILATOR).policy().floor());
  }

  @Test
  void isRefusedForADeviceOutOfService() {
    walk.submit(new Command.Retire(TestWard.id("r"), PUMP, "ann", "old"));
    refusedBecause(breakGlass(PUMP, Duration.ofHours(1)), "RETIRED");
  }

  @Test
  void isRefusedForADeviceThatTheInventoryDoesNotKnow() {
    walk.submit(
        new InventoryChanged(
            TestWard.id("i"), TestWard.inventory(2, List.of(VENTILATOR, TestWard.MONITOR))));
    assertThat(breakGlass(PUMP, Duration.ofHours(1)).refusal().map(Problem::code))
        .contains(DecisionErrors.REMOVED_FROM_INVENTORY.code());
  }

  @Test
  void isRefusedWithoutVerifiedMudFile() {
    Walk fresh = new Walk();
    fresh.identify(PUMP);
    fresh.bind(PUMP);
    Step step =
        fresh.submit(
            new Command.BreakGlass(TestWard.id("bg"), PUMP, Duration.ofHours(1), "code 1", "now"));
    refusedBecause(step, "MUD file");
  }

  @Test
  void isRefusedForAStranger() {
    Step step = breakGlass(new DeviceId("nobody"), Duration.ofHours(1));
    assertThat(step.refusal().map(Problem::code)).contains(DecisionErrors.UNKNOWN_DEVICE.code());
  }

  @Test
  void isRefusedForTooShortTooLongAndWithoutReason() {
    assertThat(breakGlass(PUMP, Duration.ofSeconds(59)).refusal()).isPresent();
    assertThat(breakGlass(PUMP, Duration.ofHours(12).plusSeconds(1)).refusal()).isPresent();
    Step wordless =
        walk.submit(
            new Command.BreakGlass(TestWard.id("bg"), PUMP, Duration.ofHours(1), "code 1", " "));
    assertThat(wordless.refusal().map(Problem::code)).contains(DecisionErrors.BAD_COMMAND.code());
    assertThat(walk.of(PUMP).exemptions().all()).isEmpty();
  }

  @Test
  void repeatedTroubleIsNotRecordedEachTime() {
    breakGlass(PUMP, Duration.ofHours(5));
    walk.reattest(PUMP, Tier.CONTRAINDICATED);
    long durable = 0;
    for (int n = 0; n < 100; n++) {
      walk.pass(Duration.ofSeconds(10));
      Step step =
          walk.submit(TestWard.evidence("e" + n, PUMP, Purpose.RUNTIME, Tier.CONTRAINDICATED));
      durable += step.outcomes().stream().filter(Outcome::durable).count();
    }
    assertThat(durable).isLessThanOrEqualTo(1);
  }

  @Test
  void aSecondOneLastsFromThenOnAndRemembersTheCause() {
    walk.submit(new Command.Quarantine(TestWard.id("q"), PUMP, "ann", "smoke"));
    breakGlass(PUMP, Duration.ofMinutes(10));
    walk.enforce();
    walk.pass(Duration.ofMinutes(8));
    breakGlass(PUMP, Duration.ofMinutes(10));
    walk.pass(Duration.ofMinutes(8));
    walk.tick();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    walk.pass(Duration.ofMinutes(3));
    walk.tick();
    assertThat(walk.of(PUMP).standing().reason()).contains("ann: smoke");
  }

  private static void refusedBecause(Step step, String why) {
    Optional<Problem> refusal = step.refusal();
    assertThat(refusal.map(Problem::code)).contains(DecisionErrors.EXEMPTION_REFUSED.code());
    assertThat(refusal.orElseThrow().detail()).contains(why);
    assertThat(step.durable()).isFalse();
  }
}
