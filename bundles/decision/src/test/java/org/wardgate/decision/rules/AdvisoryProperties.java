package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.command.Command;
import org.wardgate.api.mud.Advisory.Response;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.json.StepJson;
import org.wardgate.decision.state.AdvisoryCase;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Step;
import org.wardgate.decision.state.WardState;

/** Whatever is signed, approved and withdrawn in whatever order. */
class AdvisoryProperties {
  private static final List<DeviceId> DEVICES = devices();
  private static final List<String> IDS = List.of("ADV-1", "ADV-2", "ADV-3");

  private static List<DeviceId> devices() {
    List<DeviceId> all = new ArrayList<>(TestWard.fleet(6));
    all.addAll(TestWard.ALL);
    return all;
  }

  /** What may happen. */
  enum Kind {
    QUARANTINE,
    LOCAL_ONLY,
    ALARM,
    WITHDRAW,
    APPROVE,
    DISMISS,
    AFFIRMED,
    TAMPERED,
    RELEASE,
    ENFORCED,
    EXPIRE,
    NEW_FIRMWARE
  }

  /** One step of a history. */
  record Blow(Kind kind, DeviceId device, String id, int pick) {}

  @Provide
  Arbitrary<List<Blow>> histories() {
    return Combinators.combine(
            Arbitraries.of(Kind.values()),
            Arbitraries.of(DEVICES),
            Arbitraries.of(IDS),
            Arbitraries.integers().between(0, 3))
        .as(Blow::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  @Property(tries = 400)
  void noFloorIsCutNoCapExceededAndNothingRestoredUnproven(@ForAll("histories") List<Blow> blows) {
    Walk walk = new Walk(DEVICES);
    List<Step> steps = new ArrayList<>();
    DEVICES.forEach(walk::admit);
    WardState replayed = new WardState("r");
    walk.recorded().forEach(steps::add);
    Map<String, Long> versions = new HashMap<>();
    Set<DeviceId> unproven = new HashSet<>();
    for (Blow blow : blows) {
      walk.pass(Duration.ofSeconds(1 + blow.pick()));
      Map<DeviceId, DeviceState> before = states(walk);
      Map<DeviceId, String> limits = limits(walk);
      long worsenedBefore = worsened(walk);
      Step step = walk.submit(event(walk, blow, versions));
      steps.add(step);
      check(walk, blow, worsenedBefore);
      for (DeviceId device : DEVICES) {
        proven(walk, blow, device, before, limits, unproven);
      }
    }
    for (Step step : steps) {
      if (step.durable()) {
        StepJson.read(StepJson.write(step.line(), step.outcomes(), step.intents()))
            .outcomes()
            .forEach(replayed::apply);
      }
    }
    assertThat(List.copyOf(replayed.cases())).isEqualTo(List.copyOf(walk.state().cases()));
    assertThat(List.copyOf(replayed.advisories()))
        .isEqualTo(List.copyOf(walk.state().advisories()));
  }

  private static Map<DeviceId, DeviceState> states(Walk walk) {
    Map<DeviceId, DeviceState> states = new HashMap<>();
    DEVICES.forEach(d -> states.put(d, walk.stateOf(d)));
    return states;
  }

  private static Map<DeviceId, String> limits(Walk walk) {
    Map<DeviceId, String> limits = new HashMap<>();
    DEVICES.forEach(d -> limits.put(d, walk.of(d).marks().limitedBy()));
    return limits;
  }

  /** Devices worsened for advisories that nobody approved. */
  private static long worsened(Walk walk) {
    return DEVICES.stream()
        .map(walk::of)
        .filter(c -> unapproved(walk, c.marks().cutBy()) || unapproved(walk, c.marks().limitedBy()))
        .count();
  }

  private static boolean unapproved(Walk walk, String id) {
    return walk.state().advisory(id).map(a -> !a.approved()).orElse(false);
  }

  private static void check(Walk walk, Blow blow, long worsenedBefore) {
    boolean onlyNewVersion = blow.kind() == Kind.QUARANTINE || blow.kind() == Kind.LOCAL_ONLY;
    if (worsened(walk) > worsenedBefore && !lostApproval(blow, walk)) {
      assertThat(worsened(walk)).as("%s %s", blow, onlyNewVersion).isLessThanOrEqualTo(1);
    }
    DeviceCase ventilator = walk.of(TestWard.VENTILATOR);
    assertThat(ventilator.policy().target().flatMap(walk.state()::policy))
        .hasValueSatisfying(p -> assertThat(p.fromDevice()).contains(TestWard.floorFlow()));
    assertThat(walk.of(TestWard.MONITOR).policy().target()).isPresent();
  }

  /**
   * A newer version has to be approved anew; those the one before cut or limited stay so at first.
   */
  private static boolean lostApproval(Blow blow, Walk walk) {
    return switch (blow.kind()) {
      case QUARANTINE, LOCAL_ONLY, ALARM, WITHDRAW ->
          walk.state().advisory(blow.id()).map(a -> a.newest().version() > 1).orElse(false);
      default -> false;
    };
  }

  /**
   * A device that was worse off for an advisory is admitted or unlimited on fresh evidence only.
   */
  private static void proven(
      Walk walk,
      Blow blow,
      DeviceId device,
      Map<DeviceId, DeviceState> before,
      Map<DeviceId, String> limits,
      Set<DeviceId> unproven) {
    boolean affirmedNow = blow.kind() == Kind.AFFIRMED && blow.device().equals(device);
    DeviceCase c = walk.of(device);
    if (before.get(device) == DeviceState.ADMITTED
        && c.standing().state() != DeviceState.ADMITTED) {
      unproven.add(device);
    }
    if (affirmedNow) {
      unproven.remove(device);
    }
    if (c.standing().state() == DeviceState.ADMITTED) {
      assertThat(unproven).as("%s", blow).doesNotContain(device);
    }
    if (!limits.getOrDefault(device, "").isEmpty()
        && c.marks().limitedBy().isEmpty()
        && c.standing().state() == DeviceState.ADMITTED) {
      assertThat(affirmedNow).as("limit of %s lifted by %s", device, blow).isTrue();
    }
    if (c.standing().state() == DeviceState.ADMITTED) {
      assertThat(barred(walk, c)).as("%s is admitted although approved", device).isFalse();
    }
  }

  private static boolean barred(Walk walk, DeviceCase c) {
    return walk.state().advisories().stream()
        .filter(AdvisoryCase::approved)
        .flatMap(a -> a.effective().stream())
        .filter(a -> a.response() == Response.QUARANTINE)
        .anyMatch(
            a ->
                AdvisoryMatch.names(
                    a,
                    c.policy(),
                    c.policy().profile().flatMap(walk.state()::notes).map(n -> n.facts())));
  }

  private static Event event(Walk walk, Blow blow, Map<String, Long> versions) {
    DeviceId d = blow.device();
    return switch (blow.kind()) {
      case QUARANTINE -> advisory(blow, versions, Response.QUARANTINE, false);
      case LOCAL_ONLY -> advisory(blow, versions, Response.LOCAL_ONLY, false);
      case ALARM -> advisory(blow, versions, Response.ALARM, false);
      case WITHDRAW -> advisory(blow, versions, Response.QUARANTINE, true);
      case APPROVE ->
          new Command.ApproveAdvisory(
              TestWard.id("a"),
              blow.id(),
              versions.getOrDefault(blow.id(), 0L),
              "op" + blow.pick(),
              "why");
      case DISMISS ->
          new Command.DismissAdvisory(
              TestWard.id("d"),
              blow.id(),
              versions.getOrDefault(blow.id(), 0L),
              "op" + blow.pick(),
              "why");
      case AFFIRMED -> TestWard.evidence("e", d, Purpose.RUNTIME, Tier.AFFIRMING);
      case TAMPERED -> TestWard.evidence("e", d, Purpose.RUNTIME, Tier.CONTRAINDICATED);
      case RELEASE -> new Command.Release(TestWard.id("r"), d, "ann", "why");
      case ENFORCED ->
          new org.wardgate.api.enforcement.EnforcementEvent.Enforced(
              walk.newest(org.wardgate.api.enforcement.EnforcementIntent.class)
                  .orElseThrow()
                  .correlationId());
      case EXPIRE -> new CoreEvent.Tick(TestWard.id("t"));
      case NEW_FIRMWARE ->
          new org.wardgate.api.mud.MudEvent.MudFileVerified(
              TestWard.id("m"), d, TestWard.file(d, "fw=" + blow.pick() + ".0"));
    };
  }

  private static Event advisory(
      Blow blow, Map<String, Long> versions, Response response, boolean withdrawn) {
    long version = versions.merge(blow.id(), 1L, Long::sum);
    List<String> revisions = blow.pick() == 0 ? List.of("1.0") : List.of();
    return TestWard.advisory(
        blow.id(), version, response, withdrawn, revisions, TestWard.mudUrl(blow.device()));
  }
}
