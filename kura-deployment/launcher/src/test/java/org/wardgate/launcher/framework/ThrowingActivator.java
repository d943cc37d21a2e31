package org.wardgate.launcher.framework;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Cannot be started. */
public final class ThrowingActivator implements BundleActivator {

  /** For the framework. */
  public ThrowingActivator() {}

  @Override
  public void start(BundleContext context) {
    throw new IllegalStateException("never starts");
  }

  @Override
  public void stop(BundleContext context) {
    // was never started
  }
}
