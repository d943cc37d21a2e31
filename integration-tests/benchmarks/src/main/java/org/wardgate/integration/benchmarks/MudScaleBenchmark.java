package org.wardgate.integration.benchmarks;

import java.io.IOException;
import java.util.Locale;
import org.wardgate.integration.benchmarks.DataPlane.Kind;

/**
 * What filtering costs at 10 to 5,000 devices, each figure beside a baseline of the same run.
 *
 * <p>{@code MudScaleBenchmark [data|control|denied]}, as root; everything happens in namespaces of
 * its own.
 */
public final class MudScaleBenchmark {
  private static final int WARM_UP_ROUNDS = 2;
  private static final int ROUNDS = 11;
  private static final int[] DEVICES_COUNTS = {10, 100, 1_000, 5_000};

  private MudScaleBenchmark() {}

  /** Runs one part, or all. */
  public static void main(String[] arguments) throws Exception {
    String part = arguments.length > 0 ? arguments[0] : "";
    if (part.isEmpty() || part.equals("data")) {
      data();
    }
    if (part.isEmpty() || part.equals("control")) {
      ControlPlane.run();
    }
    if (part.isEmpty() || part.equals("denied")) {
      DeniedPackets.run();
    }
  }

  private static void data() throws IOException {
    try (DataPlane plane = new DataPlane()) {
      plane.build();
      for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
        plane.round(round, round >= WARM_UP_ROUNDS);
      }
      nanos(plane);
      ratios(plane);
    }
  }

  private static void nanos(DataPlane plane) {
    System.out.println("ns a packet, median and quartiles");
    System.out.println("| filter | devices | new flow | established | denied |");
    System.out.println("|---|---|---|---|---|");
    row(plane, "none", 5_000, false);
    row(plane, "conntrack", 5_000, false);
    row(plane, "barrier", 5_000, false);
    for (String filter : new String[] {"ours", "linear"}) {
      for (int devicesCount : DEVICES_COUNTS) {
        row(plane, filter, devicesCount, true);
      }
    }
    System.out.printf(
        "new flow of the last of 5,000: ours %s, linear %s%n",
        plane.sample("ours", 5_000, Kind.LAST).words("%,.0f"),
        plane.sample("linear", 5_000, Kind.LAST).words("%,.0f"));
  }

  private static void row(DataPlane plane, String filter, int devicesCount, boolean denied) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %s | %s | %s |%n",
        filter,
        devicesCount,
        plane.sample(filter, devicesCount, Kind.NEW).words("%,.0f"),
        plane.sample(filter, devicesCount, Kind.ESTABLISHED).words("%,.0f"),
        denied ? plane.sample(filter, devicesCount, Kind.DENIED).words("%,.0f") : "");
  }

  private static void ratios(DataPlane plane) {
    for (Kind kind : new Kind[] {Kind.NEW, Kind.ESTABLISHED}) {
      Sample ours = plane.sample("ours", 5_000, kind);
      ratio(kind + " ours / conntrack", ours, plane.sample("conntrack", 5_000, kind));
      ratio(kind + " ours / barrier", ours, plane.sample("barrier", 5_000, kind));
      ratio(kind + " ours / none", ours, plane.sample("none", 5_000, kind));
    }
    for (Kind kind : Kind.values()) {
      ratio(
          kind + " linear / ours",
          plane.sample("linear", 5_000, kind),
          plane.sample("ours", 5_000, kind));
    }
    for (Kind kind : new Kind[] {Kind.NEW, Kind.ESTABLISHED, Kind.DENIED}) {
      ratio(
          kind + " ours at 5,000 / at 10",
          plane.sample("ours", 5_000, kind),
          plane.sample("ours", 10, kind));
    }
  }

  private static void ratio(String what, Sample mine, Sample baseline) {
    System.out.println(what + ": " + mine.over(baseline).words("%.2f"));
  }
}
