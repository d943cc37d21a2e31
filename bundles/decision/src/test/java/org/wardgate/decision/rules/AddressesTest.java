package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.MONITOR;
import static org.wardgate.decision.TestWard.PUMP;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.network.NetworkErrors;
import org.wardgate.api.network.NetworkEvent.AddressesSeen;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;

/** A device may have several addresses, and never another device's. */
class AddressesTest {
  private static final String MAC = TestWard.binding(PUMP).mac();
  private static final String JOINED = TestWard.binding(PUMP).address().getHostAddress();

  private final Walk walk = new Walk();

  private void seen(String... addresses) {
    Set<InetAddress> all =
        Arrays.stream(addresses)
            .map(a -> Addresses.parse(a).orElseThrow())
            .collect(Collectors.toSet());
    walk.submit(new AddressesSeen(TestWard.id("a"), MAC, all));
  }

  private List<String> bindings() {
    return walk.of(PUMP).location().bindings().stream()
        .map(b -> b.address().getHostAddress())
        .toList();
  }

  @Test
  void furtherAddressesArePlacedTogetherTheFirstStaysFirst() {
    walk.admit(PUMP);
    seen("2001:db8::1", JOINED, "10.1.0.200");
    assertThat(bindings()).startsWith(JOINED).hasSize(3);
    assertThat(walk.newest(EnforcementIntent.Place.class).orElseThrow().placement().bindings())
        .hasSize(3);
    int before = walk.all(EnforcementIntent.Place.class).size();
    seen("10.1.0.200", JOINED, "2001:db8::1");
    assertThat(walk.all(EnforcementIntent.Place.class)).hasSize(before);
    seen(JOINED);
    assertThat(bindings()).containsExactly(JOINED);
  }

  @Test
  void thereAreAtMostEight() {
    walk.admit(PUMP);
    seen(IntStream.range(0, 40).mapToObj(n -> "10.1.1." + n).toArray(String[]::new));
    assertThat(bindings()).hasSize(8).startsWith(JOINED);
  }

  @Test
  void anotherDevicesAddressIsNotTakenAndItIsSaidOnce() {
    walk.admit(MONITOR);
    walk.admit(PUMP);
    String others = TestWard.binding(MONITOR).address().getHostAddress();
    seen(JOINED, others, "10.1.0.200");
    assertThat(bindings()).containsExactly(JOINED, "10.1.0.200");
    assertThat(walk.of(PUMP).standing().problem().orElseThrow().code())
        .isEqualTo(NetworkErrors.ADDRESS_CONFLICT.code());
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    seen(JOINED, others, "10.1.0.200");
    assertThat(walk.last().durable()).isFalse();
  }

  @Test
  void aDeviceThatWasNotAdmittedYetKeepsItsAddress() {
    Walk other = new Walk();
    other.identify(MONITOR);
    other.bind(MONITOR);
    other.admit(PUMP);
    String others = TestWard.binding(MONITOR).address().getHostAddress();
    other.submit(
        new AddressesSeen(
            TestWard.id("a"),
            MAC,
            Set.of(TestWard.binding(PUMP).address(), TestWard.binding(MONITOR).address())));
    assertThat(other.of(PUMP).location().bindings())
        .noneMatch(b -> b.address().getHostAddress().equals(others));
  }

  @Test
  void aStrangersHardwareAddressSaysNothing() {
    seen("10.1.0.200");
    assertThat(walk.last().outcomes()).isEmpty();
  }

  @Test
  void deniedPacketsOfAFurtherAddressBlameTheDevice() {
    walk.admit(PUMP);
    seen(JOINED, "10.1.0.200");
    InetAddress further = Addresses.parse("10.1.0.200").orElseThrow();
    assertThat(walk.state().deviceAt(new NetworkBinding(further, MAC))).contains(PUMP);
  }

  @Test
  void aNewHandshakeFromAFurtherAddressNeedsNoLookUp() {
    walk.admit(PUMP);
    seen(JOINED, "2001:db8::1");
    walk.identify(PUMP);
    assertThat(bindings()).startsWith(JOINED).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"256.1.1.1", "1.2.3", "localhost", "", "1.2.3.4.5", "x::1", "a.example"})
  void namesAreNeverLookedUp(String text) {
    assertThat(Addresses.parse(text)).isEmpty();
  }
}
