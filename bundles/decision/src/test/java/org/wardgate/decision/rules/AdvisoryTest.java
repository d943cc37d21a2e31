package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.MONITOR;
import static org.wardgate.decision.TestWard.PUMP;
import static org.wardgate.decision.TestWard.VENTILATOR;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationIntent;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.Advisory.Response;
import org.wardgate.api.mud.AdvisoryEvent.AdvisoryVerified;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.onboarding.OnboardingIntent.RefuseEnrolment;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.Remote;
import org.wardgate.api.view.AdvisoryView.State;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;

/** Threat advisories: whom they cut, and how a device comes back. */
class AdvisoryTest {

  private final Walk walk = new Walk();

  private static AdvisoryVerified about(DeviceId device, Response response) {
    return TestWard.advisory(1, response, false, TestWard.mudUrl(device));
  }

  private static AdvisoryVerified withdrawn(DeviceId device) {
    return TestWard.advisory(2, Response.QUARANTINE, true, TestWard.mudUrl(device));
  }

  private static Optional<String> code(Walk walk, DeviceId device) {
    return walk.of(device).standing().problem().map(Problem::code);
  }

  private PolicySet target(DeviceId device) {
    return walk.of(device).policy().target().flatMap(walk.state()::policy).orElseThrow();
  }

  @Test
  void quarantinesExactlyTheDevicesItNames() {
    walk.admit(PUMP);
    walk.admit(MONITOR);
    walk.submit(about(PUMP, Response.QUARANTINE));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.of(PUMP).standing().reason()).contains("WG-MUD-0053", "ADV-1", "a hole");
    assertThat(walk.newest(EnforcementIntent.Remove.class).orElseThrow().device()).isEqualTo(PUMP);
    assertThat(walk.stateOf(MONITOR)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.last().kind()).isEqualTo("advisory.in-force");
    assertThat(walk.last().line()).contains("pump-1");
  }

  @Test
  void aTherapyFloorStays() {
    walk.admit(VENTILATOR);
    walk.submit(about(VENTILATOR, Response.QUARANTINE));
    assertThat(walk.stateOf(VENTILATOR)).isEqualTo(DeviceState.RESTRICTED);
    assertThat(target(VENTILATOR).fromDevice()).containsExactly(TestWard.floorFlow());
  }

  @Test
  void localOnlyTakesWhatIsFarAwayAndNotTheFloor() {
    walk.admit(VENTILATOR);
    walk.submit(about(VENTILATOR, Response.LOCAL_ONLY));
    assertThat(walk.stateOf(VENTILATOR)).isEqualTo(DeviceState.ADMITTED);
    assertThat(target(VENTILATOR).fromDevice()).hasSize(2).startsWith(TestWard.floorFlow());
    assertThat(target(VENTILATOR).fromDevice().get(1).remote())
        .isEqualTo(new Remote.Both(new Remote.Name("cloud.example"), new Remote.LocalNetworks()));
    assertThat(walk.newest(EnforcementIntent.Place.class).orElseThrow().placement().policy())
        .isEqualTo(target(VENTILATOR));
  }

  @Test
  void localOnlyTakesNothingFromLifeSupportWithoutListedFlows() {
    walk.admit(MONITOR);
    PolicySet before = target(MONITOR);
    walk.submit(about(MONITOR, Response.LOCAL_ONLY));
    assertThat(target(MONITOR)).isEqualTo(before);
  }

  @Test
  void anAlarmCutsNothing() {
    walk.admit(PUMP);
    int before = walk.all(EnforcementIntent.class).size();
    walk.submit(about(PUMP, Response.ALARM));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.all(EnforcementIntent.class)).hasSize(before);
  }

  @Test
  void namesOnlyTheFirmwareItLists() {
    walk.admit(PUMP, "fw=1.0");
    walk.submit(
        TestWard.advisory(
            "ADV-1", 1, Response.QUARANTINE, false, List.of("0.9"), TestWard.mudUrl(PUMP)));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    walk.submit(
        TestWard.advisory(
            "ADV-1", 2, Response.QUARANTINE, false, List.of("1.0"), TestWard.mudUrl(PUMP)));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
  }

  @Test
  void aDeviceThatJoinsLaterStaysOutside() {
    walk.submit(about(PUMP, Response.QUARANTINE));
    walk.identify(PUMP);
    walk.bind(PUMP);
    walk.profile(PUMP);
    walk.submit(TestWard.requested(PUMP));
    walk.attest(PUMP, Tier.AFFIRMING);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.PROFILED);
    assertThat(code(walk, PUMP)).contains(MudErrors.ADVISORY_APPLIES.code());
    assertThat(walk.newest(RefuseEnrolment.class).orElseThrow().problem().code())
        .isEqualTo(MudErrors.ADVISORY_APPLIES.code());
    assertThat(walk.all(EnforcementIntent.Place.class)).isEmpty();
  }

  @Test
  void aDeviceThatJoinsUnderLocalOnlyGetsLocalNetworksAlone() {
    walk.submit(about(PUMP, Response.LOCAL_ONLY));
    walk.admit(PUMP);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(target(PUMP).fromDevice().get(0).remote()).isInstanceOf(Remote.Both.class);
    assertThat(code(walk, PUMP)).contains(MudErrors.ADVISORY_APPLIES.code());
  }

  @Test
  void anOperatorsReleaseDoesNotOverruleIt() {
    walk.admit(PUMP);
    walk.submit(about(PUMP, Response.QUARANTINE));
    walk.submit(new Command.Release(TestWard.id("r"), PUMP, "ann", "looks fine"));
    walk.reattest(PUMP, Tier.AFFIRMING);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.PROFILED);
    assertThat(code(walk, PUMP)).contains(MudErrors.ADVISORY_APPLIES.code());
    assertThat(walk.of(PUMP).policy().target()).isEmpty();
  }

  @Test
  void withdrawalRestoresAfterFreshEvidenceAndNotBefore() {
    walk.admit(PUMP);
    walk.submit(about(PUMP, Response.QUARANTINE));
    walk.reattest(PUMP, Tier.AFFIRMING);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    walk.submit(withdrawn(PUMP));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.PROFILED);
    assertThat(code(walk, PUMP)).contains(MudErrors.ADVISORY_WITHDRAWN.code());
    assertThat(walk.of(PUMP).policy().target()).isEmpty();
    assertThat(walk.newest(AttestationIntent.Challenge.class).orElseThrow().device())
        .isEqualTo(PUMP);
    walk.reattest(PUMP, Tier.AFFIRMING);
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void withdrawalDoesNotRestoreWhatTampered() {
    walk.admit(PUMP);
    walk.submit(about(PUMP, Response.QUARANTINE));
    walk.reattest(PUMP, Tier.CONTRAINDICATED);
    walk.submit(withdrawn(PUMP));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
  }

  @Test
  void withdrawalDoesNotUndoAnOperatorsQuarantine() {
    walk.admit(PUMP);
    walk.submit(new Command.Quarantine(TestWard.id("q"), PUMP, "ann", "odd noise"));
    walk.submit(about(PUMP, Response.QUARANTINE));
    walk.submit(withdrawn(PUMP));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(code(walk, PUMP)).contains(DecisionErrors.OPERATOR.code());
  }

  @Test
  void aLimitIsLiftedAfterFreshEvidenceAndNotBefore() {
    walk.admit(PUMP);
    PolicySet before = target(PUMP);
    walk.submit(about(PUMP, Response.LOCAL_ONLY));
    walk.reattest(PUMP, Tier.AFFIRMING);
    assertThat(target(PUMP)).isNotEqualTo(before);
    walk.submit(withdrawn(PUMP));
    assertThat(target(PUMP)).isNotEqualTo(before);
    walk.reattest(PUMP, Tier.AFFIRMING);
    assertThat(target(PUMP)).isEqualTo(before);
    assertThat(walk.of(PUMP).standing().problem()).isEmpty();
  }

  @Test
  void anExpiredAdvisoryCountsAsWithdrawn() {
    walk.admit(PUMP);
    walk.submit(about(PUMP, Response.QUARANTINE));
    walk.pass(Duration.ofDays(31));
    walk.submit(new CoreEvent.Tick(TestWard.id("t")));
    assertThat(walk.state().advisory("ADV-1").orElseThrow().state()).isEqualTo(State.WITHDRAWN);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.PROFILED);
  }

  @Test
  void anotherAdvisoryKeepsTheDeviceWhereItIs() {
    walk.admit(PUMP);
    walk.submit(about(PUMP, Response.QUARANTINE));
    walk.submit(
        TestWard.advisory(
            "ADV-2", 1, Response.QUARANTINE, false, List.of(), TestWard.mudUrl(PUMP)));
    walk.submit(withdrawn(PUMP));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.of(PUMP).marks().cutBy()).isEqualTo("ADV-2");
  }

  @Test
  void anOlderVersionOrAnotherIssuerChangesNothing() {
    walk.admit(PUMP);
    walk.submit(TestWard.advisory(5, Response.ALARM, false, TestWard.mudUrl(PUMP)));
    walk.submit(TestWard.advisory(4, Response.QUARANTINE, false, TestWard.mudUrl(PUMP)));
    walk.submit(TestWard.advisory(5, Response.QUARANTINE, false, TestWard.mudUrl(PUMP)));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.last().durable()).isFalse();
  }

  @Test
  void aNewerFirmwareGetsTheDeviceOut() {
    walk.admit(PUMP, "fw=1.0");
    walk.submit(
        TestWard.advisory(
            "ADV-1", 1, Response.QUARANTINE, false, List.of("1.0"), TestWard.mudUrl(PUMP)));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    walk.submit(
        new org.wardgate.api.mud.MudEvent.MudFileVerified(
            TestWard.id("later"), PUMP, TestWard.file(PUMP, "fw=2.0")));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.PROFILED);
    assertThat(walk.of(PUMP).policy().target()).isEmpty();
    walk.reattest(PUMP, Tier.AFFIRMING);
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }

  private void silent(DeviceId device) {
    for (int i = 0; i < 3; i++) {
      walk.submit(
          new org.wardgate.api.attestation.AttestationEvent.ChallengeMissed(
              TestWard.id("m"), device, Problem.of(DecisionErrors.INTENT_OVERDUE, "")));
    }
    assertThat(code(walk, device)).contains(DecisionErrors.STALE.code());
  }

  @Test
  void aDeviceThatIsJustComingBackIsCutToo() {
    walk.admit(PUMP);
    silent(PUMP);
    walk.reattest(PUMP, Tier.AFFIRMING);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.RESTRICTED);
    assertThat(walk.of(PUMP).policy().target()).isPresent();
    walk.submit(about(PUMP, Response.QUARANTINE));
    assertThat(walk.of(PUMP).policy().target()).isEmpty();
    assertThat(walk.of(PUMP).marks().cutBy()).isEqualTo("ADV-1");
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
  }

  @Test
  void anUnknownAddressDoesNotMakeSilenceForGood() {
    walk.admit(PUMP);
    silent(PUMP);
    walk.submit(
        new org.wardgate.api.network.NetworkEvent.AddressUnknown(
            TestWard.id("u"),
            PUMP,
            Problem.of(org.wardgate.api.network.NetworkErrors.ADDRESS_CONFLICT, "")));
    assertThat(walk.of(PUMP).standing().reason()).contains("WG-NET");
    assertThat(code(walk, PUMP)).contains(DecisionErrors.STALE.code());
    walk.reattest(PUMP, Tier.AFFIRMING);
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void anUnknownFirmwareIsAffected() {
    walk.admit(PUMP, "nofw");
    walk.submit(
        TestWard.advisory(
            "ADV-1", 1, Response.QUARANTINE, false, List.of("1.0"), TestWard.mudUrl(PUMP)));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
  }

  @Test
  void theSameHandedInAgainIsNothingNew() {
    walk.admit(PUMP);
    walk.submit(about(PUMP, Response.QUARANTINE));
    walk.submit(about(PUMP, Response.QUARANTINE));
    assertThat(walk.last().outcomes()).isEmpty();
    assertThat(walk.last().refusal()).isEmpty();
    assertThat(walk.last().kind()).isNotEqualTo("advisory.refused");
  }

  @Test
  void anotherFloorDoesNotEraseWhyItIsCut() {
    walk.admit(VENTILATOR);
    walk.submit(about(VENTILATOR, Response.QUARANTINE));
    org.wardgate.api.inventory.InventorySnapshot plain = TestWard.inventory(2, TestWard.ALL);
    java.util.Map<DeviceId, org.wardgate.api.inventory.InventoryEntry> entries =
        new java.util.HashMap<>(plain.devices());
    org.wardgate.api.inventory.InventoryEntry e = plain.entry(VENTILATOR).orElseThrow();
    entries.put(
        VENTILATOR,
        new org.wardgate.api.inventory.InventoryEntry(
            VENTILATOR,
            e.name(),
            e.deviceClass(),
            e.manufacturerId(),
            e.serial(),
            true,
            List.of(Policies.towards(TestWard.floorFlow(), new Remote.Prefix("10.1.0.8/32"))),
            Optional.empty()));
    walk.submit(
        new org.wardgate.api.inventory.InventoryChanged(
            TestWard.id("i"),
            new org.wardgate.api.inventory.InventorySnapshot(
                2, plain.manufacturers(), plain.classes(), entries, plain.bySerial())));
    assertThat(walk.stateOf(VENTILATOR)).isEqualTo(DeviceState.RESTRICTED);
    assertThat(target(VENTILATOR).fromDevice().get(0).remote())
        .isEqualTo(new Remote.Prefix("10.1.0.8/32"));
    assertThat(walk.of(VENTILATOR).marks().cutBy()).isEqualTo("ADV-1");
  }
}
