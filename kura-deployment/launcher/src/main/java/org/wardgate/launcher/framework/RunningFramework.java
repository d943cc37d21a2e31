package org.wardgate.launcher.framework;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;

/** One started OSGi framework: whichever is on this class's class path. */
public final class RunningFramework {

  private static final Logger LOG = LoggerFactory.getLogger(RunningFramework.class);

  private final Framework framework;

  private RunningFramework(Framework framework) {
    this.framework = framework;
  }

  /**
   * Starts the framework, without bundles.
   *
   * @param storage emptied and used by the framework
   * @param properties what features want it launched with
   * @throws RefusedException {@link LauncherErrors#FRAMEWORK_FAILED}
   */
  public static RunningFramework start(Path storage, Map<String, String> properties)
      throws RefusedException {
    FrameworkFactory factory =
        ServiceLoader.load(FrameworkFactory.class, RunningFramework.class.getClassLoader())
            .findFirst()
            .orElseThrow(
                () ->
                    new RefusedException(
                        LauncherErrors.FRAMEWORK_FAILED, "no framework on the class path"));
    try {
      Framework framework = factory.newFramework(FrameworkProperties.of(storage, properties));
      framework.init();
      framework.getBundleContext().addFrameworkListener(RunningFramework::log);
      framework.start();
      return new RunningFramework(framework);
    } catch (BundleException e) {
      throw new RefusedException(
          LauncherErrors.FRAMEWORK_FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  /** What applies plans to it. */
  public PlanRunner runner(Duration healthyWithin) {
    return new PlanRunner(framework.getBundleContext(), healthyWithin);
  }

  /** The system bundle's view of it. */
  public BundleContext context() {
    return framework.getBundleContext();
  }

  /** Waits until it stops, whoever stops it. */
  public void awaitStop() throws InterruptedException {
    framework.waitForStop(0);
  }

  /**
   * Stops all bundles, the last started first, and the framework.
   *
   * @return whether it stopped in time
   */
  public boolean stop(Duration within) {
    try {
      framework.stop();
      return framework.waitForStop(within.toMillis()).getType() != FrameworkEvent.WAIT_TIMEDOUT;
    } catch (BundleException e) {
      LOG.error("the framework did not stop", e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void log(FrameworkEvent event) {
    Throwable cause = event.getThrowable();
    if (event.getType() == FrameworkEvent.ERROR) {
      LOG.error("{} failed", event.getBundle().getSymbolicName(), cause);
    } else if (event.getType() == FrameworkEvent.WARNING) {
      LOG.warn("{}", event.getBundle().getSymbolicName(), cause);
    }
  }
}
