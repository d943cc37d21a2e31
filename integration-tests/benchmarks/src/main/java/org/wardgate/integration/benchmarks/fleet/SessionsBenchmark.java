package org.wardgate.integration.benchmarks.fleet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.wardgate.crypto.ec.EcProvider;

/**
 * Heap of the gateway for each live session with a certificate and a connection id. {@code
 * SessionsBenchmark [COUNT]}
 */
public final class SessionsBenchmark {
  private static final int COUNT = 10_000;
  private static final int WARM_UP_COUNT = 500;
  private static final int AT_A_TIME = 8;
  private static final long WAIT_MAX_SECONDS = 60;

  private SessionsBenchmark() {}

  /** Runs it and prints the figures. */
  public static void main(String[] arguments) throws Exception {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : COUNT;
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    EcProvider.install();
    Path folder = Files.createTempDirectory("wardgate-sessions-");
    Maker maker = new Maker();
    maker.writeRoot(folder);
    List<Device> devices = maker.devices(count + WARM_UP_COUNT);
    try (Fleet fleet = new Fleet(AT_A_TIME);
        Server server =
            Server.java(
                GatewayMain.class,
                List.of("-Xmx1g", "-XX:+UseSerialGC"),
                folder.toString(),
                Integer.toString(devices.size()))) {
      fleet.each(devices.subList(0, WARM_UP_COUNT), device -> open(device, server, fleet));
      long before = server.heapBytes();
      int failed =
          fleet.each(
              devices.subList(WARM_UP_COUNT, devices.size()),
              device -> open(device, server, fleet));
      long after = server.heapBytes();
      System.out.printf(
          Locale.ROOT,
          "%d sessions (%d failed): %.1f MB more heap, %.0f bytes each%n",
          count - failed,
          failed,
          (after - before) / 1e6,
          (double) (after - before) / (count - failed));
      System.out.println("RSS " + server.cost().rssKibibytes() / 1024 + " MB");
    }
    System.exit(0);
  }

  /** The device's end is dropped without a word; the gateway's end stays. */
  private static void open(Device device, Server server, Fleet fleet) throws Exception {
    try (Session session = new Session(device, server.address(), fleet.shared())) {
      session.handshake().get(WAIT_MAX_SECONDS, TimeUnit.SECONDS);
    }
  }
}
