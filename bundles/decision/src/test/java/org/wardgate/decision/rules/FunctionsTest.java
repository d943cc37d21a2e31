package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.MONITOR;
import static org.wardgate.decision.TestWard.PUMP;
import static org.wardgate.decision.TestWard.VENTILATOR;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.wardgate.api.DeviceId;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.DeviceFunction;
import org.wardgate.api.inventory.TrustAction;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.TrustWard;

/** A function that a device is not trusted for loses its flows, and nothing else does. */
class FunctionsTest {
  private static final DeviceFunction FLOOR_TOO =
      new DeviceFunction("all", TrustAction.ACTUATE, List.of("*"));

  private static Walk walk(DeviceFunction function) {
    return new Walk(
        TrustWard.inventory(1, TestWard.ALL, TrustWard.attesting(function)),
        new DecisionLimits(100, 4, 1, 3, 2),
        TrustWard.evaluator());
  }

  private static List<String> flows(Walk walk, DeviceId device) {
    return walk
        .state()
        .policy(walk.of(device).policy().target().orElseThrow())
        .orElseThrow()
        .fromDevice()
        .stream()
        .map(FlowRule::name)
        .toList();
  }

  @Example
  void theRestStaysAndTheDeviceIsAdmitted() {
    Walk walk = walk(new DeviceFunction("x", TrustAction.ACTUATE, List.of("acl/ace8*")));
    walk.admit(PUMP, "ctrl=urn:c");
    assertThat(flows(walk, PUMP)).containsExactly("acl/ace443", "acl/ace8443");
    walk.submit(TrustWard.assessed(8, 0, TestWard.START));
    assertThat(flows(walk, PUMP)).containsExactly("acl/ace443");
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    walk.enforce();
    walk.submit(TrustWard.affirmed(PUMP, TrustWard.observed("m", "b")));
    assertThat(flows(walk, PUMP)).containsExactly("acl/ace443");
  }

  @Example
  void theFloorsFlowsAreNeverAFunctions() {
    Walk walk = walk(FLOOR_TOO);
    walk.admit(VENTILATOR);
    walk.submit(TrustWard.assessed(8, 0, TestWard.START));
    assertThat(flows(walk, VENTILATOR)).containsExactly("floor/nurse");
  }

  @Example
  void aLifeSupportDeviceWithoutListedFlowsKeepsWhatItHas() {
    Walk walk = walk(FLOOR_TOO);
    walk.admit(MONITOR);
    walk.submit(TrustWard.assessed(8, 0, TestWard.START));
    assertThat(flows(walk, MONITOR)).containsExactly("acl/ace443");
  }

  @Example
  void butItIsNotGivenWhatItNeverHad() {
    Walk walk = walk(FLOOR_TOO);
    walk.submit(TrustWard.assessed(8, 0, TestWard.START));
    walk.admit(MONITOR);
    assertThat(flows(walk, MONITOR)).isEmpty();
    walk.submit(TrustWard.assessed(8.5, 0, TestWard.START));
    assertThat(flows(walk, MONITOR)).isEmpty();
  }

  @Example
  void aVerdictThatDoesNotSpeakOfAnActionDoesNotAllowIt() {
    TrustVerdict silent =
        new TrustVerdict(
            TrustVerdict.Outcome.TRUSTED, new Opinion(1, 0, 0, 0.5), 0.7, java.util.Map.of());
    assertThat(Functions.trustedFor(silent, TrustAction.ADMIT)).isTrue();
    assertThat(Functions.trustedFor(silent, TrustAction.ACTUATE)).isFalse();
    assertThat(Functions.trustedFor(silent, TrustAction.UPDATE)).isFalse();
  }

  @Example
  void aDeviceThatWasNeverWeighedHasNoFunction() {
    DeviceClass deviceClass =
        TrustWard.inventory(1, TestWard.ALL, TrustWard.attesting(FLOOR_TOO))
            .classOf(PUMP)
            .orElseThrow();
    assertThat(Functions.states(deviceClass, Optional.empty())).containsEntry("all", false);
  }

  @Property(tries = 500)
  void patternsMatchLikeRegularExpressions(
      @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 6) String text,
      @ForAll
          @CharRange(from = '*', to = '*')
          @CharRange(from = 'a', to = 'c')
          @StringLength(max = 6)
          String glob) {
    assertThat(Functions.matches(glob, text)).isEqualTo(text.matches(glob.replace("*", ".*")));
  }
}
