package org.wardgate.installer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.installer.disk.DurableFiles;
import org.wardgate.installer.disk.RealDisk;

/**
 * A thread that looks for what the updater hands over. The updater publishes its directory as a
 * service, and vanishes with it while it is itself exchanged: then the directory known stays.
 */
public final class InstallerAgent implements AutoCloseable {

  /** The service property of the directory. */
  public static final String DIRECTORY_FILTER = "(org.wardgate.updates=directory)";

  /**
   * The property, with the value {@code readiness}, of a service of type {@link Callable} that says
   * why bundles cannot be exchanged here; empty if they can.
   */
  public static final String READINESS = "org.wardgate.installer";

  private static final Logger LOG = LoggerFactory.getLogger(InstallerAgent.class);
  private static final long LOOK_EVERY_MS = 250;
  private static final long AFTER_FAILURE_MS = 5_000;
  private static final long STOPPED_WITHIN_MS = 10_000;

  private final BundleContext context;
  private final BundleSet set;
  private final Health health;
  private final Surroundings surroundings;
  private final Thread thread = new Thread(this::run, "wardgate-installer");

  private final ServiceRegistration<?> readiness;

  private volatile @Nullable Installer installer;

  private InstallerAgent(
      BundleContext context, BundleSet set, Health health, Surroundings surroundings) {
    this.context = context;
    this.set = set;
    this.health = health;
    this.surroundings = surroundings;
    Callable<String> obstacle = this::obstacle;
    this.readiness =
        context.registerService(
            Callable.class, obstacle, FrameworkUtil.asDictionary(Map.of(READINESS, "readiness")));
  }

  private String obstacle() {
    Installer known = installer;
    String own = known == null ? "" : known.obstacle();
    return own.isEmpty() ? set.obstacle() : own;
  }

  /** Starts looking. */
  public static InstallerAgent start(
      BundleContext context, BundleSet set, Health health, Surroundings surroundings) {
    InstallerAgent agent = new InstallerAgent(context, set, health, surroundings);
    agent.thread.setDaemon(true);
    agent.thread.start();
    return agent;
  }

  /**
   * Whether no update is under way: none that bundles are exchanged for, that is on probation or
   * about to be kept or put back.
   */
  public boolean isIdle() {
    Installer known = installer;
    return known == null || known.isIdle();
  }

  @Override
  public void close() {
    withdraw();
    thread.interrupt();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join(STOPPED_WITHIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void withdraw() {
    try {
      readiness.unregister();
    } catch (IllegalStateException e) {
      LOG.debug("the framework withdrew it: {}", e.getMessage());
    }
  }

  private void run() {
    try {
      while (!Thread.interrupted()) {
        TimeUnit.MILLISECONDS.sleep(look() ? LOOK_EVERY_MS : AFTER_FAILURE_MS);
      }
    } catch (InterruptedException e) {
      LOG.debug("stopped");
    }
  }

  /** Whether it went well. */
  private boolean look() throws InterruptedException {
    try {
      Installer known = installer;
      if (known == null) {
        known = find();
      }
      if (known != null) {
        known.work();
      }
      return true;
    } catch (IOException e) {
      LOG.error("updates do not go on: {}", e.toString());
      return false;
    } catch (RuntimeException | LinkageError e) {
      if (isContextGone()) {
        throw interrupted(e);
      }
      LOG.error("updates do not go on, and are tried again", e);
      return false;
    }
  }

  private boolean isContextGone() {
    try {
      return context.getBundle().getState() == Bundle.UNINSTALLED;
    } catch (IllegalStateException e) {
      // the framework took the context away: this bundle has stopped
      return true;
    }
  }

  private static InterruptedException interrupted(Throwable cause) {
    InterruptedException end = new InterruptedException("the bundle has stopped");
    end.initCause(cause);
    return end;
  }

  private @Nullable Installer find() {
    try {
      Collection<ServiceReference<Path>> references =
          context.getServiceReferences(Path.class, DIRECTORY_FILTER);
      for (ServiceReference<Path> reference : references) {
        Path directory = context.getService(reference);
        if (directory != null) {
          LOG.info("updates are handed over in {}", directory);
          HandOver handOver = new HandOver(directory, new DurableFiles(new RealDisk()));
          installer = new Installer(handOver, set, health, surroundings);
          return installer;
        }
      }
      return null;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(DIRECTORY_FILTER, e);
    }
  }
}
