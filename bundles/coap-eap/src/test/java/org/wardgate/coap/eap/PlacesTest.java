package org.wardgate.coap.eap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final int HEARD_MAX = 2;
  private static final int PER_ADDRESS_MAX = 3;

  private final Places<String> places = new Places<>(HEARD_MAX, PER_ADDRESS_MAX);

  private static InetSocketAddress address(int host, int port) {
    try {
      byte[] bytes = {10, 0, (byte) (host >> 8), (byte) host};
      return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private void fill() {
    for (int i = 0; i < Places.UNHEARD_MAX_COUNT; i++) {
      places.enter(address(i, 1), "stranger-" + i);
    }
  }

  @Test
  void theOldestThatNothingWasHeardFromGivesWay() {
    fill();
    InetSocketAddress newcomer = address(999, 1);
    assertThat(places.open(newcomer)).isTrue();
    assertThat(places.makeRoom(newcomer)).contains("stranger-0");
    assertThat(places.makeRoom(newcomer)).isEmpty();
    assertThat(places.heard(address(0, 1), "stranger-0")).isFalse();
    assertThat(places.leave(address(0, 1), "stranger-0")).isFalse();
  }

  @Test
  void whoeverWasHeardKeepsItsPlace() {
    InetSocketAddress device = address(998, 1);
    places.enter(device, "device");
    assertThat(places.heard(device, "device")).isTrue();
    fill();
    for (int i = 0; i < Places.UNHEARD_MAX_COUNT; i++) {
      assertThat(places.removeOldest()).contains("stranger-" + i);
    }
    assertThat(places.removeOldest()).isEmpty();
    assertThat(places.open(device)).isFalse();
    assertThat(places.leave(device, "device")).isTrue();
    assertThat(places.count()).isZero();
  }

  @Test
  void thoseHeardHaveACapOfTheirOwn() {
    for (int i = 0; i <= HEARD_MAX; i++) {
      places.enter(address(i, 1), "device-" + i);
    }
    assertThat(places.heard(address(0, 1), "device-0")).isTrue();
    assertThat(places.heard(address(1, 1), "device-1")).isTrue();
    assertThat(places.heard(address(2, 1), "device-2")).isFalse();
  }

  @Test
  void triggersInADevicesNameDoNotLockItOut() {
    for (int port = 1; port <= PER_ADDRESS_MAX; port++) {
      places.enter(address(7, port), "spoofed-" + port);
    }
    assertThat(places.open(address(7, 99))).isTrue();
    assertThat(places.makeRoom(address(7, 99))).contains("spoofed-1");
    assertThat(places.makeRoom(address(8, 1))).isEmpty();
  }

  @Test
  void anAddressHasOnlyItsPlacesAndAPortOnlyOne() {
    places.enter(address(7, 1), "one");
    assertThat(places.open(address(7, 1))).isFalse();
    assertThat(places.heard(address(7, 1), "one")).isTrue();
    assertThat(places.open(address(7, 1))).isFalse();
    places.enter(address(7, 2), "two");
    assertThat(places.heard(address(7, 2), "two")).isTrue();
    assertThat(places.open(address(7, 3))).isTrue();
  }
}
