package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.FlowRule.Protocol;
import org.wardgate.api.policy.PortRange;

class LayersTest {
  @Property(tries = 300)
  void coversExactlyTheSameAndNothingOverlaps(
      @ForAll("boxes") List<Box> boxes, @ForAll("points") List<Box> points)
      throws RefusedException {
    List<List<Box>> layers = Layers.of(boxes);

    for (Box point : points) {
      assertThat(layers.stream().flatMap(List::stream).anyMatch(box -> box.contains(point)))
          .isEqualTo(boxes.stream().anyMatch(box -> box.contains(point)));
    }
    layers.forEach(LayersTest::assertDisjoint);
  }

  @Property(tries = 200)
  void withoutJoiningEveryBoxStaysItself(@ForAll("boxes") List<Box> boxes) throws RefusedException {
    List<List<Box>> layers = Layers.unjoined(boxes);

    assertThat(layers.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(List.copyOf(new java.util.LinkedHashSet<>(boxes)));
    layers.forEach(LayersTest::assertDisjoint);
  }

  @Test
  void neighboursBecomeOne() throws RefusedException {
    List<Box> boxes = new ArrayList<>();
    for (int port = 1; port <= 1_000; port++) {
      boxes.add(Box.of(Protocol.TCP, PortRange.ANY, PortRange.of(port), AddressRange.ALL));
    }

    assertThat(Layers.of(boxes))
        .containsExactly(
            List.of(
                Box.of(Protocol.TCP, PortRange.ANY, new PortRange(1, 1_000), AddressRange.ALL)));
  }

  @Test
  void refusesWhatWouldCostEveryPacketTooMuch() {
    List<Box> crossing = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      crossing.add(
          Box.of(
              Protocol.UDP,
              new PortRange(i, 1_000 + 2 * i),
              new PortRange(100 - i, 2_000 - 3 * i),
              AddressRange.ALL));
    }

    assertThatThrownBy(() -> Layers.of(crossing))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-NFT-0006");
  }

  @Test
  void refusesTooManyBoxes() {
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i <= Layers.BOXES_MAX_COUNT; i++) {
      boxes.add(
          Box.of(Protocol.TCP, PortRange.ANY, PortRange.of(1), new AddressRange(2L * i, 2L * i)));
    }

    assertThatThrownBy(() -> Layers.of(boxes)).isInstanceOf(RefusedException.class);
  }

  private static void assertDisjoint(List<Box> layer) {
    for (int i = 0; i < layer.size(); i++) {
      for (Box other : layer.subList(i + 1, layer.size())) {
        assertThat(layer.get(i).overlaps(other)).isFalse();
      }
    }
  }

  @Provide
  Arbitrary<List<Box>> boxes() {
    Arbitrary<AddressRange> ranges =
        Combinators.combine(addresses(), addresses())
            .as((a, b) -> new AddressRange(Math.min(a, b), Math.max(a, b)));
    return Combinators.combine(
            Arbitraries.of(Protocol.ANY, Protocol.TCP, Protocol.UDP, Protocol.ICMP),
            Generated.ports(),
            Generated.ports(),
            ranges)
        .as(Box::of)
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
                    new AddressRange(address, address)))
        .list()
        .ofSize(30);
  }

  private static Arbitrary<Long> addresses() {
    return Arbitraries.of(0L, 1L, 2L, 3L, 4L, 100L, 101L, 0xffff_ffffL);
  }
}
