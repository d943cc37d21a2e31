package org.wardgate.installer.deploymentadmin;

import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.installer.ProcessSurroundings;

/**
 * Ends the process with a status that says that it wants to be started again. A bundle that hangs
 * may keep the framework from stopping: then it ends without.
 */
final class FrameworkEnd {

  private static final Logger LOG = LoggerFactory.getLogger(FrameworkEnd.class);
  private static final long STOPPED_WITHIN_SECONDS = 20;
  private static final long OTHER_HOOKS_SECONDS = 2;

  private FrameworkEnd() {}

  static void begin(BundleContext context) {
    // the framework's launcher would end the process with status 0, as if all were well
    Runtime.getRuntime().addShutdownHook(new Thread(() -> halt(OTHER_HOOKS_SECONDS), "status"));
    Thread end = new Thread(() -> halt(STOPPED_WITHIN_SECONDS), "wardgate-start-anew");
    end.setDaemon(true);
    end.start();
    try {
      context.getBundle(0).stop();
    } catch (BundleException e) {
      LOG.error("the framework does not stop", e);
    }
  }

  private static void halt(long afterSeconds) {
    try {
      TimeUnit.SECONDS.sleep(afterSeconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(ProcessSurroundings.RESTART_STATUS);
  }
}
