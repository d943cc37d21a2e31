package org.wardgate.integration.benchmarks.update;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Offers a service; goes into a bundle. */
public final class Talker implements BundleActivator {
  @Override
  public void start(BundleContext context) {
    context.registerService(Runnable.class, () -> {}, null);
  }

  @Override
  public void stop(BundleContext context) {}
}
