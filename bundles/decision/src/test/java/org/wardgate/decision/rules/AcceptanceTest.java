package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.Assurance;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.JoinMethod;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.state.Step;

/** Devices that cannot attest are here at a person's word, for a time. */
class AcceptanceTest {
  private static final DeviceId PUMP = TestWard.PUMP;

  private static InventorySnapshot silentClass() {
    InventorySnapshot plain = TestWard.inventory(1, TestWard.ALL);
    Assurance silent = new Assurance(false, "", Optional.empty(), 0.8, 5, 3_600, 300, List.of());
    DeviceClass deviceClass =
        new DeviceClass("class", 0.7, 0.5, 10, 3, Set.of(JoinMethod.CERTIFICATE), false, silent);
    return new InventorySnapshot(
        1, plain.manufacturers(), Map.of("class", deviceClass), plain.devices(), plain.bySerial());
  }

  private static Step accept(Walk walk, Duration validity) {
    return walk.submit(
        new Command.Accept(TestWard.id("ac"), PUMP, validity, "ann", "legacy, isolated"));
  }

  private static Walk identified() {
    Walk walk = new Walk(silentClass());
    walk.identify(PUMP);
    walk.bind(PUMP);
    walk.profile(PUMP);
    return walk;
  }

  @Test
  void isInForceUntilItsTimeIsOver() {
    Walk walk = identified();
    Step step = accept(walk, Duration.ofHours(10));
    assertThat(step.refusal()).isEmpty();
    assertThat(step.kind()).isEqualTo("device.accepted");
    assertThat(walk.of(PUMP).exemptions().accepted()).isTrue();
    walk.pass(Duration.ofHours(9).plusMinutes(1));
    walk.tick();
    Step announced = walk.tick();
    assertThat(walk.of(PUMP).exemptions().accepted()).isTrue();
    assertThat(walk.recorded())
        .anySatisfy(s -> assertThat(s.kind()).isEqualTo("device.acceptance-ends"));
    assertThat(announced.kind()).isNotEqualTo("device.acceptance-ends");
    walk.pass(Duration.ofHours(1));
    walk.tick();
    assertThat(walk.of(PUMP).exemptions().accepted()).isFalse();
    assertThat(walk.replayed().deviceCase(PUMP).orElseThrow().exemptions().accepted()).isFalse();
  }

  @Test
  void isRefusedForAClassThatAttests() {
    Walk walk = new Walk();
    walk.identify(PUMP);
    assertThat(accept(walk, Duration.ofHours(10)).refusal().map(Problem::code))
        .contains(DecisionErrors.EXEMPTION_REFUSED.code());
  }

  @Test
  void isRefusedBeyondItsLimits() {
    Walk walk = identified();
    for (Duration validity : List.of(Duration.ofMinutes(59), Duration.ofDays(367))) {
      assertThat(accept(walk, validity).refusal().map(Problem::code))
          .contains(DecisionErrors.BAD_COMMAND.code());
    }
  }

  @Test
  void isRefusedForADeviceOutOfService() {
    Walk walk = identified();
    walk.submit(new Command.Retire(TestWard.id("r"), PUMP, "ann", "old"));
    assertThat(accept(walk, Duration.ofHours(10)).refusal()).isPresent();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.RETIRED);
  }

  @Test
  void leavesWithADeviceThatGoesOutOfService() {
    Walk walk = identified();
    accept(walk, Duration.ofHours(10));
    walk.submit(new Command.Retire(TestWard.id("r"), PUMP, "ann", "old"));
    assertThat(walk.of(PUMP).exemptions().all()).isEmpty();
  }

  @Test
  void survivesARestart() {
    Walk walk = identified();
    accept(walk, Duration.ofDays(300));
    assertThat(walk.replayed().deviceCase(PUMP).orElseThrow().exemptions().accepted()).isTrue();
  }
}
