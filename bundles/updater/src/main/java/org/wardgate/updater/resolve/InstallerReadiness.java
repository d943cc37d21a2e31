package org.wardgate.updater.resolve;

import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateErrors;

/**
 * Whether somebody here can exchange the gateway's bundles: the installer says so through a service
 * of JDK types. Thread-safe.
 */
public final class InstallerReadiness {
  /** How long after the updater the installer may begin. */
  static final long PATIENCE_SECONDS = 120;

  private static final Logger LOG = LoggerFactory.getLogger(InstallerReadiness.class);
  private static final String FILTER = "(org.wardgate.installer=readiness)";

  private final BundleContext context;
  private final LongSupplier nanoTime;
  private final long beganNanos;

  /**
   * Asks later.
   *
   * @param nanoTime monotonic
   */
  public InstallerReadiness(BundleContext context, LongSupplier nanoTime) {
    this.context = context;
    this.nanoTime = nanoTime;
    this.beganNanos = nanoTime.getAsLong();
  }

  /**
   * Refuses if nobody can exchange the bundles.
   *
   * @throws RefusedException {@link UpdateErrors#NO_INSTALLER}; while the gateway starts, {@link
   *     UpdateErrors#BUSY}
   */
  public void require() throws RefusedException {
    String obstacle = obstacle();
    if (obstacle.isEmpty()) {
      return;
    }
    long sinceNanos = nanoTime.getAsLong() - beganNanos;
    if (sinceNanos < TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
      throw new RefusedException(UpdateErrors.BUSY, "the gateway is starting: " + obstacle);
    }
    throw new RefusedException(UpdateErrors.NO_INSTALLER, obstacle);
  }

  private String obstacle() {
    for (ServiceReference<?> reference : references()) {
      Object service = context.getService(reference);
      if (service instanceof Callable<?> installer) {
        try {
          return ask(installer);
        } finally {
          boolean unused = context.ungetService(reference);
        }
      }
    }
    return "the installer is missing";
  }

  @SuppressWarnings("rawtypes") // as the framework registers it
  private Collection<ServiceReference<Callable>> references() {
    try {
      return context.getServiceReferences(Callable.class, FILTER);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(FILTER, e);
    }
  }

  private static String ask(Callable<?> installer) {
    try {
      return Problem.clean(String.valueOf(installer.call()));
    } catch (Exception e) { // whatever another bundle's code throws means that it is not ready
      LOG.warn("the installer does not say whether it is ready", e);
      return "the installer does not say whether it is ready";
    }
  }
}
