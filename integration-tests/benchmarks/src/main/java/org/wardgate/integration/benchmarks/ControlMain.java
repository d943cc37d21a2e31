package org.wardgate.integration.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** In a gateway's namespace: places and removes devices through the running enforcement. */
final class ControlMain {
  private static final int CHANGES_COUNT = 1_000;
  private static final int WARM_UP_COUNT = 300;
  private static final int LOADS_COUNT = 5;
  private static final int PROCESSES_COUNT = 50;

  private ControlMain() {}

  /** Lane and number of devices. */
  public static void main(String[] arguments) throws Exception {
    Lane lane = new Lane(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    Enforcer enforcer = new Enforcer();
    double cold = enforcer.reconcileMs(lane.placements());
    System.out.printf(Locale.ROOT, "full load of %d, cold: %.0f ms%n", lane.devicesCount(), cold);
    change(enforcer, lane, WARM_UP_COUNT, false);
    change(enforcer, lane, CHANGES_COUNT, true);
    List<Double> loads = new ArrayList<>();
    for (int i = 0; i < LOADS_COUNT; i++) {
      enforcer.reconcileMs(List.of());
      loads.add(enforcer.reconcileMs(lane.placements()));
    }
    System.out.println("full load, warm, ms: " + Sample.of(loads).words("%.0f"));
    processes();
    System.out.println("end");
    Runtime.getRuntime().halt(0);
  }

  private static void change(Enforcer enforcer, Lane lane, int count, boolean told) {
    List<Double> placed = new ArrayList<>();
    List<Double> removed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      var placement = lane.placement(lane.devicesCount() + i % 400);
      placed.add(enforcer.placeMs(placement));
      removed.add(enforcer.removeMs(placement.device()));
    }
    if (told) {
      print("place one", Sample.of(placed));
      print("remove one", Sample.of(removed));
    }
  }

  private static void print(String what, Sample sample) {
    System.out.printf(
        Locale.ROOT, "%s, ms: %s, p99 %.2f%n", what, sample.words("%.2f"), sample.at(0.99));
  }

  /** The same elements by a process a change, into the full table. */
  private static void processes() throws IOException, InterruptedException {
    List<Double> changes = new ArrayList<>();
    for (int i = 0; i < PROCESSES_COUNT; i++) {
      String element = "10.99.0." + (i + 1);
      long start = System.nanoTime();
      nft("add element inet wardgate addrs { " + element + " }\n");
      changes.add((System.nanoTime() - start) / 1e6);
      nft("delete element inet wardgate addrs { " + element + " }\n");
    }
    print("a process for one element of one set", Sample.of(changes));
  }

  private static void nft(String text) throws IOException, InterruptedException {
    Process nft = new ProcessBuilder("nft", "-f", "-").redirectErrorStream(true).start();
    try (var input = nft.getOutputStream()) {
      input.write(text.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(nft.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (nft.waitFor() != 0) {
      throw new IOException(said);
    }
  }
}
