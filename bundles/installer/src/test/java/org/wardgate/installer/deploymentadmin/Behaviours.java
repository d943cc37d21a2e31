package org.wardgate.installer.deploymentadmin;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;

/** What test bundles do as they start. Each class goes into a bundle of its own. */
final class Behaviours {
  private Behaviours() {}

  /** Offers a service. */
  public static final class Good implements BundleActivator {
    @Override
    public void start(BundleContext context) {
      context.registerService(
          Runnable.class,
          () -> {},
          FrameworkUtil.asDictionary(Map.of("bundle", context.getBundle().getSymbolicName())));
    }

    @Override
    public void stop(BundleContext context) {}
  }

  /** Throws. */
  public static final class Throwing implements BundleActivator {
    @Override
    public void start(BundleContext context) {
      throw new IllegalStateException("thrown in the activator");
    }

    @Override
    public void stop(BundleContext context) {}
  }

  /** Never returns, unless it is interrupted. */
  public static final class Hanging implements BundleActivator {
    @Override
    public void start(BundleContext context) throws InterruptedException {
      new CountDownLatch(1).await();
    }

    @Override
    public void stop(BundleContext context) {}
  }

  /** Starts well and stops a while later. */
  public static final class Crashing implements BundleActivator {
    @Override
    public void start(BundleContext context) {
      Bundle bundle = context.getBundle();
      Thread thread =
          new Thread(
              () -> {
                try {
                  if (!new CountDownLatch(1).await(1, TimeUnit.SECONDS)) {
                    bundle.stop();
                  }
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                } catch (BundleException e) {
                  throw new IllegalStateException(e);
                }
              });
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void stop(BundleContext context) {}
  }
}
