package org.wardgate.ward.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.network.NetworkEvent.AddressesSeen;
import org.wardgate.api.policy.NetworkBinding;

class NeighbourWatchTest {
  private static final String PUMP = "02:77:00:00:00:0b";
  private static final String OTHER = "02:77:00:00:00:0c";
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong nanos = new AtomicLong();
  private final NeighbourWatch watch = new NeighbourWatch(nanos::get);
  private WardPrefixes prefixes = WardPrefixes.of(InetAddress.getLoopbackAddress(), 32);

  @BeforeEach
  void ward() throws IOException {
    prefixes =
        WardPrefixes.of(address("10.77.0.1"), 24).and(WardPrefixes.of(address("fd77::1"), 64));
    watch.bound(new NetworkBinding(address("10.77.0.11"), PUMP));
  }

  @Test
  void tellsOfFurtherAddressesOfADeviceOnce() throws IOException {
    assertThat(look("10.77.0.11", PUMP, "fd77::11", PUMP, "fe80::11", PUMP, "2001:db8::1", PUMP))
        .singleElement()
        .satisfies(seen -> assertThat(seen.mac()).isEqualTo(PUMP))
        .satisfies(
            seen -> assertThat(names(seen)).containsExactlyInAnyOrder("10.77.0.11", "fd77::11"));
    assertThat(look("10.77.0.11", PUMP, "fd77::11", PUMP)).isEmpty();
    assertThat(look()).isEmpty(); // silence is no loss
  }

  @Test
  void tellsNothingNewOfTheAddressItJoinedWithAndNothingOfStrangers() throws IOException {
    assertThat(look("10.77.0.11", PUMP, "fd77::66", OTHER, "10.77.0.66", OTHER)).isEmpty();
  }

  @Test
  void whatIsNotTakenIsToldAgain() throws IOException {
    look("fd77::11", PUMP);
    watch.unreported(PUMP);
    watch.unreported(OTHER);

    assertThat(look()).hasSize(1);
  }

  @Test
  void forgetsWhatIsLongGoneButNotWhatItJoinedWith() throws IOException {
    look("fd77::11", PUMP);
    nanos.addAndGet(NeighbourWatch.KEPT_NANOS + 1);

    assertThat(look())
        .singleElement()
        .satisfies(seen -> assertThat(names(seen)).containsExactly("10.77.0.11"));
  }

  @Test
  void anAddressIsNeverOfTwo() throws IOException {
    watch.bound(new NetworkBinding(address("10.77.0.12"), OTHER));
    look("fd77::99", PUMP);

    List<AddressesSeen> seen = look("fd77::99", OTHER);

    assertThat(seen).singleElement().satisfies(s -> assertThat(s.mac()).isEqualTo(PUMP));
    assertThat(names(seen.get(0))).containsExactly("10.77.0.11");
    for (int i = 0; i < 500; i++) {
      nanos.addAndGet(2 * SECOND);
      assertThat(look("fd77::99", i % 2 == 0 ? PUMP : OTHER)).isEmpty();
    }
  }

  @Test
  void aDisputeEndsWhenOnlyOneClaimsItForLong() throws IOException {
    watch.bound(new NetworkBinding(address("10.77.0.12"), OTHER));
    look("fd77::99", PUMP);
    look("fd77::99", OTHER);
    List<AddressesSeen> seen = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      nanos.addAndGet(2 * SECOND);
      seen.addAll(look("fd77::99", OTHER));
    }

    assertThat(seen).singleElement().satisfies(s -> assertThat(s.mac()).isEqualTo(OTHER));
  }

  @Test
  void whoShookHandsFromAnAddressKeepsIt() throws IOException {
    watch.bound(new NetworkBinding(address("10.77.0.12"), OTHER));
    for (int i = 0; i < 1_000; i++) {
      nanos.addAndGet(2 * SECOND);
      assertThat(look("10.77.0.11", OTHER)).isEmpty();
    }
    watch.bound(new NetworkBinding(address("10.77.0.11"), OTHER));

    assertThat(look())
        .filteredOn(seen -> seen.mac().equals(PUMP))
        .singleElement()
        .satisfies(seen -> assertThat(seen.addresses()).isEmpty());
  }

  @Test
  void anAddressThatWasLeftMayGoToAnother() throws IOException {
    watch.bound(new NetworkBinding(address("10.77.0.12"), OTHER));
    look("fd77::99", PUMP);
    nanos.addAndGet(NeighbourWatch.CONTESTED_NANOS + 1);

    assertThat(look("fd77::99", OTHER)).hasSize(2);
  }

  @Test
  void aDeviceHasOnlySoManyAddresses() throws IOException {
    String[] many = new String[40];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = "fd77::" + (100 + i);
      many[i + 1] = PUMP;
    }
    assertThat(look(many).get(0).addresses()).hasSize(NeighbourWatch.ADDRESSES_MAX_COUNT);
    assertThat(look(many)).isEmpty();
    nanos.addAndGet(SECOND);

    AddressesSeen later = look("fd77::aaaa", PUMP).get(0);
    assertThat(later.addresses()).hasSize(NeighbourWatch.ADDRESSES_MAX_COUNT);
    assertThat(names(later)).contains("fd77::aaaa", "10.77.0.11");
  }

  @Test
  void theOneBoundLongestAgoMakesRoom() throws IOException {
    for (int i = 0; i < NeighbourWatch.MACS_MAX_COUNT; i++) {
      InetAddress address = InetAddress.getByAddress(new byte[] {10, 1, (byte) (i >> 8), (byte) i});
      watch.bound(
          new NetworkBinding(address, String.format("02:00:00:00:%02x:%02x", i >> 8, i & 0xff)));
    }
    assertThat(look("fd77::11", PUMP)).isEmpty();
    assertThat(look("fd77::12", "02:00:00:00:00:01")).hasSize(1);
  }

  private static Set<String> names(AddressesSeen seen) {
    Set<String> names = new java.util.HashSet<>();
    for (InetAddress address : seen.addresses()) {
      names.add(
          address.getHostAddress().replaceAll("(:0)+:(?=[^0:])", "::").replaceFirst(":::+", "::"));
    }
    return names;
  }

  private List<AddressesSeen> look(String... pairs) throws IOException {
    List<Neighbour> neighbours = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      neighbours.add(new Neighbour(address(pairs[i]), pairs[i + 1]));
    }
    return watch.look(neighbours, prefixes);
  }

  private static InetAddress address(String text) throws IOException {
    return InetAddress.getByName(text);
  }
}
