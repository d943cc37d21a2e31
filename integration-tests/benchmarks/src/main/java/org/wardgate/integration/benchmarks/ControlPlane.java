package org.wardgate.integration.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a change costs with 5,000 devices placed, beside a process a change and a list of rules. */
final class ControlPlane {
  private static final int DEVICES_COUNT = 5_000;
  private static final int LINEAR_CHANGES_COUNT = 5;

  private ControlPlane() {}

  static void run() throws IOException {
    try (Namespaces namespaces = new Namespaces()) {
      String gateway = namespaces.add("ctl");
      Namespaces.batch(gateway, List.of("link add br0 type bridge", "link set br0 up"));
      try (Peer enforcer =
          new Peer(gateway, ControlMain.class, "0", Integer.toString(DEVICES_COUNT))) {
        for (String line = enforcer.read(); !line.equals("end"); line = enforcer.read()) {
          System.out.println(line);
        }
      }
      String linear = namespaces.add("lin");
      linear(linear, new Lane(1, DEVICES_COUNT));
    }
  }

  private static void linear(String namespace, Lane lane) throws IOException {
    Path file = Files.createTempFile("wardgate-linear", ".nft");
    Files.writeString(file, lane.linearRuleset());
    System.out.printf("linear list: full load %.0f ms%n", loadMs(namespace, file));
    List<Double> additions = new ArrayList<>();
    for (int i = 0; i < LINEAR_CHANGES_COUNT; i++) {
      StringBuilder text = new StringBuilder();
      for (String rule : lane.linearRules(DEVICES_COUNT + i)) {
        text.append("add rule inet linear forward ").append(rule).append('\n');
      }
      Files.writeString(file, text);
      additions.add(loadMs(namespace, file));
    }
    Files.delete(file);
    System.out.println("linear list: add one device, ms: " + Sample.of(additions).words("%.0f"));
  }

  private static double loadMs(String namespace, Path file) throws IOException {
    long start = System.nanoTime();
    Namespaces.run(namespace, "nft -f " + file);
    return (System.nanoTime() - start) / 1e6;
  }
}
