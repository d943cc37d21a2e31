package org.wardgate.emulators.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.wardgate.emulators.device.Ward;
import org.wardgate.emulators.net.Topology;
import org.wardgate.emulators.net.Topology.Place;
import org.wardgate.emulators.provision.DemoLayout;
import org.wardgate.emulators.provision.Resident;
import org.wardgate.emulators.provision.SecureElementKeys;
import org.wardgate.emulators.world.World;

/** Runs one demo from the first process to the last. */
final class Supervisor {
  private static final Duration WORLD_START_MAX = Duration.ofSeconds(20);
  private static final Duration GATEWAY_START_MAX = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 500;
  private static final long READY_POLL_MILLIS = 50;
  private static final int WORLD_HEAP_MEGABYTES = 64;
  private static final int WARD_HEAP_MEGABYTES = 192;

  private final Options options;
  private final DemoLayout layout;
  private final Topology topology;
  private final Screen screen;
  private final CountDownLatch stop;

  /**
   * @param topology already built; not closed here
   * @param stop counted down when the demo shall end
   */
  Supervisor(
      Options options, DemoLayout layout, Topology topology, Screen screen, CountDownLatch stop) {
    this.options = options;
    this.layout = layout;
    this.topology = topology;
    this.screen = screen;
    this.stop = stop;
  }

  /**
   * Runs the demo.
   *
   * @param residents as provisioned
   * @throws IOException if something could not be started; everything started is ended
   */
  Outcome run(List<Resident> residents) throws IOException, InterruptedException {
    Files.createDirectories(layout.logs());
    try (HelperProcess world = startWorld();
        AdminRelay relay = AdminRelay.open(layout.adminSocket());
        DeviceReports reports = new DeviceReports(log("ward.jsonl"))) {
      screen.progress("  it stands: " + world.awaitFirstLine(WORLD_START_MAX));
      return withWorld(residents, relay, reports);
    }
  }

  private Outcome withWorld(List<Resident> residents, AdminRelay relay, DeviceReports reports)
      throws IOException, InterruptedException {
    AdminApi api = new AdminApi(relay.address(), layout.adminToken());
    try (GatewayProcess gateway = startGateway()) {
      awaitReady(gateway, api);
      String console = options.consoleAddress().orElse(relay.address());
      screen.progress("console " + console + "  token in " + layout.adminToken());
      screen.progress("data directory " + layout.root());
      WardWatch watch = new WardWatch(api, residents);
      try (HelperProcess ward = startWard(reports)) {
        screen.progress(residents.size() + " devices are being switched on by " + ward);
        watch(watch, new Acceptance(api, screen), gateway, console);
        return conclude(watch, api, reports);
      }
    }
  }

  private HelperProcess startWorld() throws IOException {
    screen.progress("starting the world outside: makers, DNS, cloud broker");
    return HelperProcess.start(
        topology.enter(Place.WORLD),
        WORLD_HEAP_MEGABYTES,
        World.class,
        layout.worldConfig(),
        log("world.log"),
        line -> {});
  }

  private GatewayProcess startGateway() throws IOException {
    screen.progress("starting the gateway");
    return GatewayProcess.start(layout, topology, options.home());
  }

  private HelperProcess startWard(DeviceReports reports) throws IOException {
    return HelperProcess.start(
        topology.enter(Place.WARD),
        WARD_HEAP_MEGABYTES,
        Ward.class,
        layout.wardConfig(),
        log("ward.log"),
        reports);
  }

  private Path log(String name) {
    return layout.logs().resolve(name);
  }

  private void awaitReady(GatewayProcess gateway, AdminApi api)
      throws IOException, InterruptedException {
    long startNanos = System.nanoTime();
    Optional<String> missing = api.missing();
    while (missing.isPresent()) {
      if (!gateway.alive()) {
        throw new IOException("the gateway ended: " + gateway.lastWords());
      }
      if (System.nanoTime() - startNanos > GATEWAY_START_MAX.toNanos()) {
        throw new IOException(
            "the gateway did not get ready: " + missing.get() + " " + gateway.lastWords());
      }
      if (stop.await(READY_POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException("stopped before the gateway was ready");
      }
      missing = api.missing();
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    screen.progress("  it is ready after " + millis + " ms");
  }

  private void watch(WardWatch watch, Acceptance operator, GatewayProcess gateway, String console)
      throws IOException, InterruptedException {
    long startNanos = System.nanoTime();
    long endSeconds = options.seconds().orElse(Integer.MAX_VALUE);
    long elapsed = 0;
    boolean delivered = false;
    while (elapsed < endSeconds && !stop.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      delivered = delivered || SecureElementKeys.deliver(layout);
      boolean up = watch.poll() || gateway.alive();
      operator.look(watch.devices());
      elapsed = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
      screen.update(new Screen.Scene(elapsed, console, up, watch.status(), watch.devices()));
    }
  }

  private Outcome conclude(WardWatch watch, AdminApi api, DeviceReports reports)
      throws InterruptedException {
    boolean answered = watch.poll();
    boolean verified = false;
    Optional<String> failure =
        answered ? Optional.empty() : Optional.of("the gateway does not answer at the end");
    try {
      verified = answered && api.verifyJournal().path("verified").asBoolean();
    } catch (IOException e) {
      failure = Optional.of("the journal was not verified: " + e.getMessage());
    }
    return new Outcome(
        watch.devices(),
        watch.status(),
        verified,
        failure,
        reports.scans(),
        layout.root().toString());
  }
}
