package org.wardgate.launcher.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.launcher.framework.PlanRunner;
import org.wardgate.launcher.framework.RunningFramework;
import org.wardgate.launcher.instance.Instance;
import org.wardgate.launcher.instance.InstanceReader;
import org.wardgate.launcher.log.GatewayLog;
import org.wardgate.launcher.plan.BundleRepository;
import org.wardgate.launcher.plan.Directories;
import org.wardgate.launcher.plan.Plan;
import org.wardgate.launcher.plan.PlanStore;
import org.wardgate.launcher.plan.Planner;

/** One gateway in the foreground, from start to stop. */
public final class GatewayProcess {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayProcess.class);

  private static final Duration HEALTHY_WITHIN = Duration.ofSeconds(10);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(4);

  private static final long CLEANED_WITHIN_MS = 500;

  private static final String HTTP_PID = "org.apache.felix.http";
  private static final String HTTP_PORT = "org.osgi.service.http.port";
  private static final int HTTP_PORT_DEFAULT = 8480;

  private final Instance instance;
  private final Planner planner;
  private final PlanStore lastGood;
  private final PlanStore running;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);

  private GatewayProcess(Instance instance, Planner planner) {
    this.instance = instance;
    this.planner = planner;
    this.lastGood = new PlanStore(instance.lastGoodPlan());
    this.running = new PlanStore(instance.runningPlan());
  }

  /**
   * Runs an instance until the process is told to stop (SIGTERM, SIGINT). SIGHUP reads features and
   * instance again and applies what changed.
   *
   * @param directory of the instance
   * @param features folder of the features
   * @param repository folder of the bundles
   * @throws RefusedException if it could not start
   * @throws IOException if the instance's directory cannot be used
   */
  public static void run(Path directory, Path features, Path repository)
      throws RefusedException, IOException {
    Directories.createPrivate(directory);
    Instance instance = InstanceReader.read(directory);
    for (Path folder : instance.folders()) {
      Directories.createPrivate(folder);
    }
    GatewayProcess gateway =
        new GatewayProcess(instance, new Planner(features, new BundleRepository(repository)));
    try (InstanceLock lock = InstanceLock.take(instance)) {
      GatewayLog.open(instance.logFile());
      LOG.info("starting as {} in {}", lock, directory);
      gateway.serve();
    } finally {
      gateway.ended.countDown();
    }
  }

  private void serve() throws RefusedException, IOException {
    Directories.delete(instance.cache());
    // libraries with native code unpack it where the next start cleans up
    Path unpacked = Files.createDirectories(instance.cache().resolve("native"));
    System.setProperty("org.sqlite.tmpdir", unpacked.toString());
    RunningFramework framework =
        RunningFramework.start(instance.cache().resolve("framework"), frameworkProperties());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(framework), "shutdown"));
    try (AdminRelay relay = AdminRelay.open(instance.adminSocket(), consoleOf(Plan.EMPTY))) {
      PlanRunner runner = framework.runner(HEALTHY_WITHIN);
      start(runner, relay);
      HangupSignal.onHangup(() -> reload(runner, relay));
      framework.awaitStop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stop(framework);
    }
  }

  private void start(PlanRunner runner, AdminRelay relay) throws RefusedException, IOException {
    Optional<Plan> previous = lastGood.load();
    Plan wanted = wanted(previous);
    relay.retarget(consoleOf(wanted));
    if (wanted.configurations().containsKey(HTTP_PID)) {
      requireFree(consoleOf(wanted));
    }
    PlanRunner.Outcome outcome = runner.apply(wanted, previous);
    settle(outcome, relay);
    if (outcome.failure().isEmpty() && outcome.findings().isEmpty()) {
      // only a start proves a plan: a running component may refuse a value and keep the one before
      lastGood.save(wanted);
    }
    LOG.info("running {} ms after JVM start", ManagementFactory.getRuntimeMXBean().getUptime());
  }

  /** Or else the relay would hand the admin token to whoever listens there. */
  private static void requireFree(InetSocketAddress console) throws RefusedException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(console);
    } catch (IOException e) {
      throw new RefusedException(LauncherErrors.PORT_TAKEN, console.toString(), e);
    }
  }

  /** The features' plan; if they cannot be read, the previous one rather than none. */
  private Plan wanted(Optional<Plan> previous) throws RefusedException, IOException {
    try {
      return planner.plan(instance);
    } catch (RefusedException e) {
      LOG.error("going back to the previous plan: {}", e.getMessage());
      report(Optional.of(e.problem()));
      return previous.orElseThrow(() -> e);
    }
  }

  /** Without readable features the framework starts plainly: the previous plan may still run. */
  private Map<String, String> frameworkProperties() {
    try {
      return planner.frameworkProperties(instance);
    } catch (RefusedException e) {
      LOG.error("{}", e.getMessage());
      return Map.of();
    }
  }

  private void reload(PlanRunner runner, AdminRelay relay) {
    try {
      LOG.info("reading features and instance again");
      Plan wanted = planner.plan(InstanceReader.read(instance.directory()));
      settle(runner.apply(wanted, running.load()), relay);
    } catch (RefusedException | IOException e) {
      LOG.error("the running plan stays: {}", e.getMessage());
    }
  }

  private void settle(PlanRunner.Outcome outcome, AdminRelay relay) throws IOException {
    relay.retarget(consoleOf(outcome.inForce()));
    if (outcome.failure().isPresent()) {
      report(outcome.failure());
      return;
    }
    if (outcome.findings().isEmpty()) {
      report(Optional.empty());
    }
    running.save(outcome.inForce());
  }

  /** Leaves a note for people and for {@code status} while the wanted plan does not run. */
  private void report(Optional<Problem> failure) throws IOException {
    Path note = instance.planFailure();
    if (failure.isPresent()) {
      Files.writeString(note, failure.get().line() + "\n");
    } else {
      Files.deleteIfExists(note);
    }
  }

  private static InetSocketAddress consoleOf(Plan plan) {
    Object port = plan.configurations().getOrDefault(HTTP_PID, Map.of()).get(HTTP_PORT);
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(),
        port == null ? HTTP_PORT_DEFAULT : Integer.parseInt(port.toString()));
  }

  private void shutDown(RunningFramework framework) {
    stop(framework);
    try {
      if (!ended.await(CLEANED_WITHIN_MS, TimeUnit.MILLISECONDS)) {
        LOG.warn("not everything was cleaned up");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop(RunningFramework framework) {
    if (stopping.compareAndSet(false, true)) {
      LOG.info("stopping");
      boolean stopped = framework.stop(STOPPED_WITHIN);
      LOG.info(stopped ? "stopped" : "not everything stopped in time");
    }
  }
}
