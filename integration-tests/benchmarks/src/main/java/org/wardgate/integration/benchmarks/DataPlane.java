package org.wardgate.integration.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What a packet costs: without a filter, with connection tracking alone, with our table and with a
 * list of rules, at growing numbers of devices; all side by side, slice by slice.
 */
final class DataPlane implements AutoCloseable {
  /** What is sent. */
  enum Kind {
    NEW,
    LAST,
    ESTABLISHED,
    DENIED
  }

  private static final int[] DEVICES_COUNTS = {10, 100, 1_000, 5_000};
  private static final int SLICES_PER_ROUND = 3;
  private static final int PACKETS_PER_SLICE = 16_000;
  private static final int RULES_PER_SLICE = 20_000_000; // of lists, to bound a slice's time
  private static final int PACKETS_MIN = 200;
  private static final int STRAY_MAX_COUNT = 8; // such as ARP
  private static final double ARRIVED_MIN_SHARE = 0.995;

  private static final String CONNTRACK_ONLY =
      "nft 'table inet base { chain forward { type filter hook forward priority filter;"
          + " policy accept; ct state established,related accept; }; }'";

  private final Namespaces namespaces = new Namespaces();
  private final Topology topology;
  private final Peer outside;
  private final Peer sender;
  private final List<Way> ways = new ArrayList<>();
  private final Map<String, List<Double>> taken = new HashMap<>();

  /** A lane, who filters on it, and where. */
  record Way(String filter, Lane lane, String gateway) {
    String key(Kind kind) {
      return key(filter, lane.devicesCount(), kind);
    }

    static String key(String filter, int devicesCount, Kind kind) {
      return filter + " " + devicesCount + " " + kind;
    }

    boolean measures(Kind kind) {
      boolean filters = filter.equals("ours") || filter.equals("linear");
      return switch (kind) {
        case NEW -> true;
        case ESTABLISHED -> true;
        case DENIED -> filters;
        case LAST -> filters && lane.devicesCount() == 5_000;
      };
    }

    int packetsCount(Kind kind) {
      int most =
          kind == Kind.LAST
              ? Lane.DESTINATIONS_COUNT
              : Math.min(PACKETS_PER_SLICE, lane.senders().size() * Lane.DESTINATIONS_COUNT);
      boolean walks = filter.equals("linear") && kind != Kind.ESTABLISHED;
      int bounded = RULES_PER_SLICE / (2 * Lane.ACES_COUNT * lane.devicesCount());
      return walks ? Math.min(most, Math.max(PACKETS_MIN, bounded)) : most;
    }
  }

  DataPlane() throws IOException {
    topology = new Topology(namespaces);
    outside = new Peer(topology.outside, OutsideMain.class);
    sender = new Peer(topology.devices, SenderMain.class);
  }

  /** Makes all lanes. */
  void build() throws IOException {
    add("none", 5_000);
    Namespaces.run(add("conntrack", 5_000), CONNTRACK_ONLY);
    String barrier = add("barrier", 5_000);
    Namespaces.run(barrier, CONNTRACK_ONLY);
    Namespaces.batch(barrier, barrierRules(ways.get(ways.size() - 1).lane()));
    for (int devicesCount : DEVICES_COUNTS) {
      String lane = Integer.toString(ways.size());
      String gateway = add("ours", devicesCount);
      try (Peer enforcer =
          new Peer(gateway, EnforcerMain.class, lane, Integer.toString(devicesCount))) {
        System.out.printf("%d devices in force after %s ms, cold%n", devicesCount, enforcer.read());
      }
    }
    for (int devicesCount : DEVICES_COUNTS) {
      String gateway = add("linear", devicesCount);
      Path file = Files.createTempFile("wardgate-linear", ".nft");
      Files.writeString(file, ways.get(ways.size() - 1).lane().linearRuleset());
      long start = System.nanoTime();
      Namespaces.run(gateway, "nft -f " + file);
      System.out.printf(
          "list for %d devices loaded in %d ms%n",
          devicesCount, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
      Files.delete(file);
    }
  }

  /** What the second barrier asks the routing, with nothing marked that it would stop. */
  private static List<String> barrierRules(Lane lane) {
    return List.of(
        "rule add pref 8900 iif br0 fwmark 0x1/0x1 blackhole",
        "rule add pref 8903 nop",
        "rule add pref 8901 iif lo goto 8903",
        "rule add pref 8902 to " + lane.wardNetwork() + " fwmark 0x1/0x1 blackhole");
  }

  private String add(String filter, int devicesCount) throws IOException {
    Lane lane = new Lane(ways.size(), devicesCount);
    String gateway = topology.gateway(lane);
    ways.add(new Way(filter, lane, gateway));
    for (String host : Topology.hosts(lane)) {
      outside.ask("listen " + host + " " + lane.hostPort());
    }
    sender.ask("open " + lane.number() + " " + devicesCount);
    return gateway;
  }

  /** Takes slices of everything, most of what is quick; the first rounds are not kept. */
  void round(int number, boolean kept) throws IOException {
    for (int i = 0; i < SLICES_PER_ROUND; i++) {
      slices(number + i, kept, way -> !way.filter().equals("linear"));
    }
    slices(number, kept, way -> way.filter().equals("linear"));
  }

  private void slices(int first, boolean kept, Predicate<Way> which) throws IOException {
    for (Kind kind : Kind.values()) {
      for (int i = 0; i < ways.size(); i++) {
        Way way = ways.get((i + first) % ways.size());
        if (which.test(way) && way.measures(kind)) {
          double nanos = slice(way, kind);
          if (kept) {
            taken.computeIfAbsent(way.key(kind), key -> new ArrayList<>()).add(nanos);
          }
        }
      }
    }
  }

  private double slice(Way way, Kind kind) throws IOException {
    int lane = way.lane().number();
    if (!way.filter().equals("none")) {
      Namespaces.run(way.gateway(), "conntrack -F 2>/dev/null");
    }
    if (kind == Kind.ESTABLISHED) {
      greet(way);
    }
    int count = way.packetsCount(kind);
    long before = arrived(lane);
    String command = kind.name().toLowerCase(Locale.ROOT);
    double nanos = Double.parseDouble(sender.ask(command + " " + lane + " " + count));
    long passed = arrived(lane) - before;
    boolean expected =
        kind == Kind.DENIED ? passed <= STRAY_MAX_COUNT : passed >= count * ARRIVED_MIN_SHARE;
    if (!expected) {
      throw new IOException(way.key(kind) + ": " + passed + " of " + count + " arrived");
    }
    return nanos;
  }

  private long arrived(int lane) throws IOException {
    return Long.parseLong(outside.ask("arrived u" + lane));
  }

  private void greet(Way way) throws IOException {
    outside.ask("answer " + way.lane().senders().size());
    String outcome = sender.ask("greet " + way.lane().number());
    if (!outcome.equals("greeted")) {
      throw new IOException(way.key(Kind.ESTABLISHED) + ": " + outcome);
    }
    outside.read();
  }

  /** What was taken of one thing, in ns a packet. */
  Sample sample(String filter, int devicesCount, Kind kind) {
    return Sample.of(taken.getOrDefault(Way.key(filter, devicesCount, kind), List.of()));
  }

  @Override
  public void close() throws IOException {
    sender.close();
    outside.close();
    namespaces.close();
  }
}
