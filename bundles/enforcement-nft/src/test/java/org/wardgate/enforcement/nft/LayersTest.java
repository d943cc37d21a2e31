package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.Remote;

class LayersTest {
  private static final AddressRange ALL = AddressRange.all(Family.IPV4);
  private static final Remote MAKER = new Remote.Maker("maker.example");

  @Property(tries = 300)
  void theFirstThatCoversAPointIsFoundFirstAndNothingOverlaps(
      @ForAll("boxes") List<Box> boxes, @ForAll("points") List<Box> points)
      throws RefusedException {
    List<Layer> layers = Layers.of(entries(boxes));

    for (Box point : points) {
      assertThat(found(layers, point)).isEqualTo(first(boxes, point));
    }
    layers.forEach(LayersTest::assertDisjoint);
  }

  @Property(tries = 200)
  void joiningNeighboursCoversTheSame(
      @ForAll("boxes") List<Box> boxes, @ForAll("points") List<Box> points) {
    List<Entry> joined = List.copyOf(Neighbours.joined(entries(boxes)));

    assertThat(joined).hasSizeLessThanOrEqualTo(boxes.size());
    for (Box point : points) {
      assertThat(joined.stream().anyMatch(entry -> entry.box().contains(point)))
          .isEqualTo(first(boxes, point).isPresent());
    }
  }

  @Test
  void neighboursOfDifferentRulesAreCountedApart() throws RefusedException {
    List<Entry> entries = new ArrayList<>();
    for (int port = 1; port <= 1_000; port++) {
      entries.add(Entry.fixed(port, tcp(PortRange.ANY, PortRange.of(port)), List.of()));
    }

    assertThat(Layers.of(entries)).singleElement().isEqualTo(new Layer(List.of(), entries));
  }

  @Test
  void namesWithTheSamePortsShareASetAndOthersDoNot() throws RefusedException {
    Entry a = named(0, "a.example", tcp(PortRange.ANY, PortRange.of(443)));
    Entry b = named(1, "b.example", tcp(PortRange.ANY, PortRange.of(443)));
    Entry c = named(2, "c.example", tcp(PortRange.ANY, PortRange.ANY));

    assertThat(Layers.of(List.of(a, b, c)))
        .containsExactly(new Layer(List.of(), List.of(a, b)), new Layer(List.of(), List.of(c)));
  }

  @Test
  void aGroupHasSetsOfItsOwn() throws RefusedException {
    Box box = tcp(PortRange.ANY, PortRange.of(443));
    Entry group = Entry.fixed(0, box, List.of(MAKER));
    Entry open = Entry.fixed(1, box, List.of());

    assertThat(Layers.of(List.of(group, open)))
        .containsExactly(
            new Layer(List.of(MAKER), List.of(group)), new Layer(List.of(), List.of(open)));
    assertThat(Layers.of(List.of(open, group))).hasSize(1); // never gets there
  }

  @Test
  void keepingTheOrderMayNotCostTooMuch() throws RefusedException {
    List<Entry> nested = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      nested.add(Entry.fixed(i, tcp(PortRange.ANY, new PortRange(100 - i, 200 + i)), List.of()));
    }

    assertThat(Layers.of(nested)).hasSize(1); // the widest covers all others
  }

  @Test
  void refusesWhatWouldCostEveryPacketTooMuch() {
    List<Entry> crossing = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      PortRange device = new PortRange(i, 1_000 + 2 * i);
      PortRange remote = new PortRange(100 - i, 2_000 - 3 * i);
      crossing.add(Entry.fixed(i, tcp(device, remote), List.of()));
    }

    assertThatThrownBy(() -> Layers.of(crossing))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-NFT-0006");
  }

  @Test
  void refusesTooManyBoxes() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i <= Layers.BOXES_MAX_COUNT; i++) {
      Box box = tcp(PortRange.ANY, PortRange.of(1)).withRemote(range(2L * i, 2L * i));
      entries.add(Entry.fixed(i, box, List.of()));
    }

    assertThatThrownBy(() -> Layers.of(entries)).isInstanceOf(RefusedException.class);
  }

  private static OptionalInt found(List<Layer> layers, Box point) {
    return layers.stream()
        .flatMap(layer -> layer.entries().stream())
        .filter(entry -> entry.box().contains(point))
        .mapToInt(Entry::rule)
        .findFirst();
  }

  private static OptionalInt first(List<Box> boxes, Box point) {
    return java.util.stream.IntStream.range(0, boxes.size())
        .filter(i -> boxes.get(i).contains(point))
        .findFirst();
  }

  private static List<Entry> entries(List<Box> boxes) {
    List<Entry> entries = new ArrayList<>();
    boxes.forEach(box -> entries.add(Entry.fixed(entries.size(), box, List.of())));
    return entries;
  }

  private static Entry named(int rule, String name, Box box) {
    return new Entry(rule, box, List.of(), List.of(name), List.of(ALL));
  }

  private static Box tcp(PortRange device, PortRange remote) {
    return new Box(6, 6, device, remote, ALL);
  }

  private static AddressRange range(long first, long last) {
    return new AddressRange(Family.IPV4, new IpNumber(0, first), new IpNumber(0, last));
  }

  private static void assertDisjoint(Layer layer) {
    List<Entry> entries = layer.entries();
    for (int i = 0; i < entries.size(); i++) {
      for (Entry other : entries.subList(i + 1, entries.size())) {
        assertThat(entries.get(i).box().overlaps(other.box())).isFalse();
      }
    }
  }

  @Provide
  Arbitrary<List<Box>> boxes() {
    Arbitrary<AddressRange> ranges =
        Combinators.combine(addresses(), addresses())
            .as((a, b) -> range(Math.min(a, b), Math.max(a, b)));
    return Combinators.combine(
            Arbitraries.of(0, 1, 6, 17), Generated.ports(), Generated.ports(), ranges)
        .as(
            (protocol, device, remote, range) ->
                protocol == 0
                    ? new Box(0, 255, device, remote, range)
                    : new Box(protocol, protocol, device, remote, range))
        .list()
        .ofMaxSize(10);
  }

  @Provide
  Arbitrary<List<Box>> points() {
    Arbitrary<Integer> ports = Arbitraries.of(0, 1, 2, 3, 79, 80, 81, 443, 444, 445, 65_535);
    return Combinators.combine(Arbitraries.of(1, 6, 17, 132), ports, ports, addresses())
        .as(
            (protocol, device, far, address) ->
                new Box(
                    protocol,
                    protocol,
                    PortRange.of(device),
                    PortRange.of(far),
                    range(address, address)))
        .list()
        .ofSize(30);
  }

  private static Arbitrary<Long> addresses() {
    return Arbitraries.of(0L, 1L, 2L, 3L, 4L, 100L, 101L, 0xffff_ffffL);
  }
}
