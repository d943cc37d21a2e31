package org.wardgate.ward.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighbourTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "fd77::11 lladdr 02:77:00:00:00:0B REACHABLE",
        "fd77::11 lladdr 02:77:00:00:00:0b router STALE ",
        "fd77::11 dev br0 lladdr 02:77:00:00:00:0b extern_learn  DELAY",
        "fd77:0::11 lladdr 02:77:00:00:00:0b PERMANENT",
        "fd77::11 lladdr 02:77:00:00:00:0b PROBE"
      })
  void readsWhoIsThere(String line) throws IOException {
    assertThat(Neighbour.of(line))
        .contains(new Neighbour(InetAddress.getByName("fd77::11"), "02:77:00:00:00:0b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fd77::11 FAILED",
        "fd77::11 lladdr 02:77:00:00:00:0b FAILED",
        "fd77::11 lladdr 02:77:00:00:00:0b NOARP",
        "fd77::11 lladdr 02:77:00:00:00:0b INCOMPLETE",
        "fd77::11 lladdr 02:77:00:00:00 STALE",
        "fd77::1::1 lladdr 02:77:00:00:00:0b STALE",
        "localhost lladdr 02:77:00:00:00:0b STALE",
        "10.77.0.999 lladdr 02:77:00:00:00:0b STALE",
        "fd77::11 lladdr 02:77:00:00:00:0b"
      })
  void readsNobodyElse(String line) {
    assertThat(Neighbour.of(line)).isEmpty();
  }

  @Property(tries = 300)
  void anyTextIsSurvived(@ForAll String line) {
    assertThat(Neighbour.of(line)).isEmpty();
  }

  @Test
  void prefixesAreTheWards() throws IOException {
    WardPrefixes ward =
        WardPrefixes.of(InetAddress.getByName("10.77.0.1"), 22)
            .and(WardPrefixes.of(InetAddress.getByName("fd77::1"), 64))
            .and(WardPrefixes.of(InetAddress.getByName("fe80::1"), 64));
    for (String yes : new String[] {"10.77.3.9", "10.77.0.2", "fd77::2", "fd77:0:0:0:ffff::"}) {
      assertThat(ward.ofDevice(InetAddress.getByName(yes))).as(yes).isTrue();
    }
    for (String no :
        new String[] {"10.77.4.1", "10.77.0.1", "fd77::1", "fd77:0:0:1::2", "fe80::2", "::1"}) {
      assertThat(ward.ofDevice(InetAddress.getByName(no))).as(no).isFalse();
    }
    assertThat(WardPrefixes.of("nosuchinterface").contains(InetAddress.getByName("10.77.0.2")))
        .isFalse();
  }
}
