package org.wardgate.integration.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A demo with many devices, whose gateway runs in the large profile. Stopped by {@link #close()}.
 */
final class DemoGateway implements AutoCloseable {
  private static final int DEMO_SECONDS = 3_600;
  private static final long START_MAX_SECONDS = 180;
  private static final long END_MAX_SECONDS = 60;

  private final Path instance;
  private final Process demo;
  private final Set<String> admitted = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ward = new CountDownLatch(1);

  private DemoGateway(Path instance, Process demo) {
    this.instance = instance;
    this.demo = demo;
  }

  /**
   * Starts it; returns when the gateway is ready and the devices are being switched on.
   *
   * @param distribution the built distribution's folder
   * @param work an empty folder
   * @param profile {@code small} or {@code large}
   */
  static DemoGateway start(Path distribution, Path work, int devices, String profile)
      throws IOException, InterruptedException {
    Path home = work.resolve("home");
    Files.createDirectories(home.resolve("lib"));
    Path script = home.resolve("lib").resolve("gateway");
    // the demo asks for the small profile; this is between it and the distribution's own script
    Files.writeString(
        script,
        String.format(
            Locale.ROOT,
            "#!/bin/sh%nWARDGATE_PROFILE=%s exec %s/lib/gateway \"$@\"%n",
            profile,
            distribution));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path instance = work.resolve("instance");
    Process demo =
        new ProcessBuilder(
                distribution.resolve("wardgate").toString(),
                "demo",
                "--json",
                "--seconds",
                Integer.toString(DEMO_SECONDS),
                "--count",
                Integer.toString(devices),
                "--instance",
                instance.toString(),
                "--home",
                home.toString())
            .start();
    DemoGateway gateway = new DemoGateway(instance, demo);
    OutputLines.follow(demo.getInputStream(), gateway::read);
    OutputLines.follow(demo.getErrorStream(), gateway::read);
    if (!gateway.ward.await(START_MAX_SECONDS, TimeUnit.SECONDS)) {
      gateway.close();
      throw new IOException("the demo did not start; is another one running?");
    }
    return gateway;
  }

  private void read(String line) {
    if (line.contains("are being switched on")) {
      ward.countDown();
    } else if (line.contains("\"state\":\"ADMITTED\"") && line.contains("\"device\"")) {
      admitted.add(line.replaceAll(".*\"device\":\"([^\"]*)\".*", "$1"));
    } else if (!line.startsWith("{")) {
      System.err.println(line);
    }
  }

  /** How many devices were seen admitted so far. */
  int admittedCount() {
    return admitted.size();
  }

  ProcessCost cost() throws IOException {
    return ProcessCost.of(
        Long.parseLong(Files.readString(instance.resolve("gateway.pid")).strip()));
  }

  /** Where the devices' files lie. */
  Path wardConfig() {
    return instance.resolve("ward").resolve("ward.json");
  }

  /** Switches off the devices that the demo switched on. */
  void endWard() {
    List<ProcessHandle> wards =
        demo.descendants()
            .filter(p -> p.info().arguments().map(this::playsDevices).orElse(false))
            .toList();
    wards.forEach(ProcessHandle::destroy);
    wards.forEach(ward -> ward.onExit().join());
  }

  private boolean playsDevices(String... arguments) {
    return List.of(arguments).contains(wardConfig().toString());
  }

  @Override
  public void close() {
    demo.destroy();
    try {
      if (!demo.waitFor(END_MAX_SECONDS, TimeUnit.SECONDS)) {
        demo.destroyForcibly();
      }
    } catch (InterruptedException e) {
      demo.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
