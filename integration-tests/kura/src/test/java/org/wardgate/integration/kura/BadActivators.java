package org.wardgate.integration.kura;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Activators that a release should not have. */
final class BadActivators {
  private BadActivators() {}

  /** Throws. */
  public static final class Throwing implements BundleActivator {
    @Override
    public void start(BundleContext context) {
      throw new IllegalStateException("on purpose");
    }

    @Override
    public void stop(BundleContext context) {
      // never started
    }
  }

  /** Never comes back, unless it is interrupted. */
  public static final class Hanging implements BundleActivator {
    @Override
    public void start(BundleContext context) throws InterruptedException {
      new java.util.concurrent.CountDownLatch(1).await();
    }

    @Override
    public void stop(BundleContext context) {
      // never started
    }
  }

  /** Stops itself a second after it started. */
  public static final class Crashing implements BundleActivator {
    private static final long AFTER_MILLIS = 1_000;

    @Override
    public void start(BundleContext context) {
      Thread thread =
          new Thread(
              () -> {
                java.util.concurrent.locks.LockSupport.parkNanos(AFTER_MILLIS * 1_000_000);
                try {
                  context.getBundle().stop();
                } catch (org.osgi.framework.BundleException e) {
                  throw new IllegalStateException(e);
                }
              },
              "crash");
      thread.start();
    }

    @Override
    public void stop(BundleContext context) {
      // its thread has ended
    }
  }
}
