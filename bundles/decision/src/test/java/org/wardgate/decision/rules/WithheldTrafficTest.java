package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.PUMP;
import static org.wardgate.decision.TestWard.VENTILATOR;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.command.Command;
import org.wardgate.api.inventory.Assurance;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.names.NamesEvent.NameResolved;
import org.wardgate.api.network.NetworkEvent.PacketsDenied;
import org.wardgate.api.network.NetworkEvent.PacketsDenied.Destination;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.TrustWard;

/** What is declared but withheld is denied, shown, and weighs nothing; all else still counts. */
class WithheldTrafficTest {
  private static final InetAddress CLOUD = address("203.0.113.7");
  private static final InetAddress OTHER = address("203.0.113.8");

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Walk walk(Assurance assurance) {
    return new Walk(
        TrustWard.inventory(1, TestWard.ALL, assurance),
        new DecisionLimits(100, 4, 0.10, 1, 2),
        TrustWard.evaluator());
  }

  private static Walk unable() {
    Walk walk = walk(TrustWard.unable());
    walk.identify(PUMP);
    walk.bind(PUMP);
    walk.profile(PUMP);
    walk.submit(TestWard.requested(PUMP));
    walk.submit(
        new Command.Accept(TestWard.id("acc"), PUMP, Duration.ofDays(30), "ann", "no newer"));
    walk.issue(PUMP);
    walk.enforce();
    resolve(walk);
    return walk;
  }

  private static void resolve(Walk walk) {
    walk.submit(new NameResolved(TestWard.id("n"), "cloud.example", Map.of(CLOUD, 60)));
  }

  private static PacketsDenied denied(DeviceId device, Destination... to) {
    long count = List.of(to).stream().mapToLong(Destination::count).sum();
    return new PacketsDenied(
        TestWard.id("d"),
        TestWard.binding(device),
        to[0].address(),
        to[0].protocol(),
        to[0].port(),
        count,
        to.length,
        List.of(to));
  }

  private static Destination to(InetAddress address, int port) {
    return new Destination(address, 6, port, 5);
  }

  private static double violations(Walk walk, DeviceId device) {
    return walk.of(device).trust().violations().count();
  }

  private static void expectNothingWeighed(Walk walk, DeviceId device) {
    for (int i = 0; i < 10; i++) {
      walk.submit(denied(device, to(CLOUD, 443)));
    }
    assertThat(violations(walk, device)).isZero();
    assertThat(walk.stateOf(device)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.state().denied(device).rows()).isNotEmpty();
  }

  @Test
  void aDeviceThatCannotAttestMayTryWhatTheLimitToLocalNetworksWithholds() {
    expectNothingWeighed(unable(), PUMP);
  }

  @Test
  void aFunctionThatIsLeftOutMayBeTried() {
    Walk walk = walk(TrustWard.attesting(TrustWard.DOSING));
    walk.admit(PUMP);
    resolve(walk);
    walk.submit(TrustWard.assessed(7, 0, TestWard.START)); // severe: no dosing from afar
    walk.enforce();
    expectNothingWeighed(walk, PUMP);
  }

  @Test
  void whatAnAdvisorysLocalOnlyTakesMayBeTried() {
    Walk walk = walk(TrustWard.attesting());
    walk.admit(PUMP);
    resolve(walk);
    walk.submit(TestWard.advisory(1, Advisory.Response.LOCAL_ONLY, false, TestWard.mudUrl(PUMP)));
    walk.enforce();
    assertThat(walk.of(PUMP).marks().limited()).isTrue();
    expectNothingWeighed(walk, PUMP);
  }

  @Test
  void aDeviceRestrictedToItsFloorMayTryWhatItsFileDeclares() {
    Walk walk = walk(TrustWard.attesting());
    walk.admit(VENTILATOR);
    resolve(walk);
    walk.submit(TestWard.denied(VENTILATOR, 20, 9));
    walk.enforce();
    assertThat(walk.stateOf(VENTILATOR)).isEqualTo(DeviceState.RESTRICTED);
    double before = violations(walk, VENTILATOR);
    walk.submit(denied(VENTILATOR, to(CLOUD, 443)));
    assertThat(violations(walk, VENTILATOR)).isEqualTo(before);
  }

  @Test
  void anotherPortOfADeclaredHostCounts() {
    Walk walk = unable();
    walk.submit(denied(PUMP, to(CLOUD, 22)));
    assertThat(violations(walk, PUMP)).isEqualTo(5);
  }

  @Test
  void anotherHostAtTheDeclaredPortCounts() {
    Walk walk = unable();
    walk.submit(denied(PUMP, to(OTHER, 443)));
    assertThat(violations(walk, PUMP)).isEqualTo(5);
  }

  @Test
  void aScanBehindADeclaredPacketCountsWithoutThatPacket() {
    Walk walk = unable();
    walk.submit(denied(PUMP, to(CLOUD, 443), to(CLOUD, 22), to(OTHER, 443), to(OTHER, 80)));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.of(PUMP).trust().violations().destinationsCount()).isEqualTo(3);
    assertThat(violations(walk, PUMP)).isEqualTo(15);
  }

  @Test
  void destinationsThatAreCountedButNotNamedCount() {
    Walk walk = unable();
    walk.submit(
        new PacketsDenied(TestWard.id("d"), TestWard.binding(PUMP), CLOUD, 6, 443, 100, 20));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
  }

  @Test
  void anAddressThatTheNameHadLongAgoCounts() {
    Walk walk = unable();
    walk.pass(Duration.ofHours(25));
    walk.submit(denied(PUMP, to(CLOUD, 443)));
    assertThat(violations(walk, PUMP)).isEqualTo(5);
  }

  @Test
  void whatNothingWithholdsCountsAsBefore() {
    Walk walk = walk(TrustWard.attesting());
    walk.admit(PUMP);
    resolve(walk);
    walk.submit(denied(PUMP, to(CLOUD, 443)));
    assertThat(violations(walk, PUMP)).isEqualTo(5);
  }

  @Test
  void itIsSaidOnceAnHour() {
    Walk walk = unable();
    walk.submit(denied(PUMP, to(CLOUD, 443)));
    assertThat(walk.last().line()).contains("withheld").contains("203.0.113.7");
    walk.submit(denied(PUMP, to(CLOUD, 443)));
    assertThat(walk.last().line()).isEmpty();
  }
}
