package org.wardgate.ward.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.wardgate.api.network.NetworkEvent.PacketsDenied;
import org.wardgate.api.policy.NetworkBinding;

class ViolationAggregatorTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong nanos = new AtomicLong(-3 * SECOND);
  private final ViolationAggregator aggregator = new ViolationAggregator(nanos::get);

  @Test
  void theFirstPacketIsToldAtOnceTheRestOnceASecond() throws IOException {
    List<PacketsDenied> first = aggregator.add(packet(11, 1));
    assertThat(first).hasSize(1);
    assertThat(first.get(0).count()).isEqualTo(1);

    for (int port = 2; port <= 100; port++) {
      assertThat(aggregator.add(packet(11, port))).isEmpty();
    }
    assertThat(aggregator.due()).isEmpty();
    nanos.addAndGet(SECOND);

    PacketsDenied rest = aggregator.due().get(0);
    assertThat(rest.count()).isEqualTo(99);
    assertThat(rest.destinationsCount()).isEqualTo(99);
    assertThat(rest.port()).isEqualTo(2);
    assertThat(rest.destinations()).hasSize(PacketsDenied.DESTINATIONS_MAX_COUNT);
    assertThat(rest.destinations().get(0).port()).isEqualTo(2);
    assertThat(rest.destinations()).allMatch(to -> to.count() == 1);
    nanos.addAndGet(SECOND);
    assertThat(aggregator.due()).isEmpty();
  }

  @Test
  void destinationsAreCountedUpToALimit() throws IOException {
    aggregator.add(packet(11, 1));
    for (int i = 0; i < 5_000; i++) {
      aggregator.add(packet(11, i));
    }
    nanos.addAndGet(SECOND);

    PacketsDenied event = aggregator.due().get(0);

    assertThat(event.count()).isEqualTo(5_000);
    assertThat(event.destinationsCount()).isEqualTo(ViolationAggregator.DESTINATIONS_MAX_COUNT);
  }

  @Test
  void aFloodOfInventedSourcesStaysBounded() throws IOException {
    int events = 0;
    for (int source = 0; source < 10_000; source++) {
      events += aggregator.add(packet(source, 1)).size();
    }
    assertThat(events).isEqualTo(ViolationAggregator.EVENTS_PER_SECOND_MAX);
    assertThat(aggregator.forgottenPacketsCount()).isGreaterThan(5_000);

    nanos.addAndGet(SECOND);
    assertThat(aggregator.due()).hasSize(ViolationAggregator.EVENTS_PER_SECOND_MAX);
  }

  private static DeniedPacket packet(int source, int port) throws IOException {
    byte[] address = {10, 77, (byte) (source >> 8), (byte) source};
    return new DeniedPacket(
        new NetworkBinding(
            InetAddress.getByAddress(address),
            String.format("02:77:00:00:%02x:%02x", source >> 8, source & 0xff)),
        InetAddress.getByName("10.77.0.200"),
        6,
        port);
  }
}
