package org.wardgate.ward.network;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.network.NetworkEvent.PacketsDenied;
import org.wardgate.api.policy.NetworkBinding;

/**
 * Turns denied packets into few events: the first of a source at once, then at most one a second
 * with what came together since. However many sources a flood invents, memory and events stay
 * bounded. Thread-safe.
 */
final class ViolationAggregator {
  /** Most sources remembered; the one that was quiet longest makes room. */
  static final int SOURCES_MAX_COUNT = 4_096;

  /** Most destinations counted of one source between two events. */
  static final int DESTINATIONS_MAX_COUNT = 1_024;

  /** Most events a second of all sources together; what is more waits and is counted. */
  static final int EVENTS_PER_SECOND_MAX = 64;

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final LongSupplier nanoTime;
  private final Map<NetworkBinding, Source> sources = new LinkedHashMap<>(64, 0.75f, true);
  private long secondStartNanos;
  private int eventsThisSecond;
  private long forgottenPacketsCount;

  private record Destination(InetAddress address, int protocol, int port) {}

  private static final class Source {
    private long lastEventNanos;
    private long packetsCount;
    private final Map<Destination, Long> destinations = new LinkedHashMap<>();
    private DeniedPacket first;

    Source(DeniedPacket first, long lastEventNanos) {
      this.first = first;
      this.lastEventNanos = lastEventNanos;
    }

    void add(DeniedPacket packet) {
      if (packetsCount++ == 0) {
        first = packet;
      }
      Destination to = new Destination(packet.destination(), packet.protocol(), packet.port());
      if (destinations.size() < DESTINATIONS_MAX_COUNT || destinations.containsKey(to)) {
        destinations.merge(to, 1L, Long::sum);
      }
    }

    List<PacketsDenied.Destination> firstDestinations() {
      return destinations.entrySet().stream()
          .limit(PacketsDenied.DESTINATIONS_MAX_COUNT)
          .map(
              e ->
                  new PacketsDenied.Destination(
                      e.getKey().address(), e.getKey().protocol(), e.getKey().port(), e.getValue()))
          .toList();
    }
  }

  ViolationAggregator(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.secondStartNanos = nanoTime.getAsLong();
  }

  /** Counts a packet; the events that are due now. */
  synchronized List<PacketsDenied> add(DeniedPacket packet) {
    long now = nanoTime.getAsLong();
    Source source =
        sources.computeIfAbsent(packet.source(), key -> new Source(packet, now - SECOND_NANOS));
    source.add(packet);
    makeRoom();
    return due(source, now) ? List.of(event(source, now)) : List.of();
  }

  /** The events that have become due; to be called a few times a second. */
  synchronized List<PacketsDenied> due() {
    long now = nanoTime.getAsLong();
    List<PacketsDenied> events = new ArrayList<>();
    for (Source source : sources.values()) {
      if (due(source, now)) {
        events.add(event(source, now));
      }
    }
    return events;
  }

  /** Packets whose source was forgotten before an event told of them. */
  synchronized long forgottenPacketsCount() {
    return forgottenPacketsCount;
  }

  private boolean due(Source source, long now) {
    if (source.packetsCount == 0 || now - source.lastEventNanos < SECOND_NANOS) {
      return false;
    }
    if (now - secondStartNanos >= SECOND_NANOS) {
      secondStartNanos = now;
      eventsThisSecond = 0;
    }
    return eventsThisSecond < EVENTS_PER_SECOND_MAX;
  }

  private PacketsDenied event(Source source, long now) {
    PacketsDenied event =
        new PacketsDenied(
            new CorrelationId("net-" + UUID.randomUUID()),
            source.first.source(),
            source.first.destination(),
            source.first.protocol(),
            source.first.port(),
            source.packetsCount,
            source.destinations.size(),
            source.firstDestinations());
    eventsThisSecond++;
    source.lastEventNanos = now;
    source.packetsCount = 0;
    source.destinations.clear();
    return event;
  }

  private void makeRoom() {
    if (sources.size() > SOURCES_MAX_COUNT) {
      Iterator<Source> quietest = sources.values().iterator();
      forgottenPacketsCount += quietest.next().packetsCount;
      quietest.remove();
    }
  }
}
