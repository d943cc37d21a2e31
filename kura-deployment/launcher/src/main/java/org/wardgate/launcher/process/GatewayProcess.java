package org.wardgate.launcher.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.installer.InstallerAgent;
import org.wardgate.installer.ProcessSurroundings;
import org.wardgate.installer.health.FrameworkHealth;
import org.wardgate.launcher.framework.PlanRunner;
import org.wardgate.launcher.framework.RunningFramework;
import org.wardgate.launcher.instance.Instance;
import org.wardgate.launcher.instance.InstanceReader;
import org.wardgate.launcher.log.GatewayLog;
import org.wardgate.launcher.plan.BundleRepository;
import org.wardgate.launcher.plan.Directories;
import org.wardgate.launcher.plan.Plan;
import org.wardgate.launcher.plan.Planner;
import org.wardgate.launcher.set.PlanSet;
import org.wardgate.launcher.set.SetChoice;

/** One gateway in the foreground, from start to stop. */
public final class GatewayProcess {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayProcess.class);

  private static final Duration HEALTHY_WITHIN = Duration.ofSeconds(10);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(4);

  private static final long CLEANED_WITHIN_MS = 500;

  private final Instance instance;
  private final SetChoice choice;
  private final PlanChanges changes;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);

  private GatewayProcess(Instance instance, SetChoice choice) {
    this.instance = instance;
    this.choice = choice;
    this.changes = new PlanChanges(instance, choice);
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
    try (InstanceLock lock = InstanceLock.take(instance)) {
      GatewayLog.open(instance.logFile());
      LOG.info("starting as {} in {}", lock, directory);
      Planner distribution = new Planner(features, new BundleRepository(repository));
      GatewayProcess gateway =
          new GatewayProcess(instance, SetChoice.read(instance.directory(), distribution));
      try {
        gateway.serve();
      } finally {
        gateway.ended.countDown();
      }
    }
  }

  private void serve() throws RefusedException, IOException {
    Directories.delete(instance.cache());
    // libraries with native code unpack it where the next start cleans up
    Path unpacked = Files.createDirectories(instance.cache().resolve("native"));
    System.setProperty("org.sqlite.tmpdir", unpacked.toString());
    Map<String, String> properties = changes.frameworkProperties();
    properties.forEach(GatewayProcess::ofThisProcess);
    RunningFramework framework =
        RunningFramework.start(instance.cache().resolve("framework"), properties);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(framework), "shutdown"));
    try (AdminRelay relay = AdminRelay.open(instance.adminSocket(), ConsolePort.of(Plan.EMPTY))) {
      PlanRunner runner = framework.runner(HEALTHY_WITHIN);
      changes.start(runner, relay);
      LOG.info("running {} ms after JVM start", ManagementFactory.getRuntimeMXBean().getUptime());
      try (InstallerAgent agent = updates(framework, runner, relay)) {
        HangupSignal.onHangup(() -> changes.reload(runner, relay, () -> !agent.isIdle()));
        LOG.debug("{} looks for updates", agent);
        framework.awaitStop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stop(framework);
    }
  }

  /** What is ours also counts where no framework is at hand; the command line comes first. */
  private static void ofThisProcess(String name, String value) {
    if (name.startsWith("org.wardgate.") && System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  private InstallerAgent updates(RunningFramework framework, PlanRunner runner, AdminRelay relay) {
    return InstallerAgent.start(
        framework.context(),
        new PlanSet(choice, runner, changes.ofUpdates(relay)),
        new FrameworkHealth(framework.context(), bundle -> bundle.getBundleId() != 0),
        new ProcessSurroundings(why -> startAnew(framework)));
  }

  /** For a framework that no set of bundles can be put into any more. */
  private void startAnew(RunningFramework framework) {
    Thread end =
        new Thread(
            () -> {
              stop(framework);
              Runtime.getRuntime().halt(ProcessSurroundings.RESTART_STATUS);
            },
            "start-anew");
    end.start();
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
