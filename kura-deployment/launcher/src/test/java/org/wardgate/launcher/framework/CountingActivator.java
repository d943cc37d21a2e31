package org.wardgate.launcher.framework;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Writes down in the system properties, which all class loaders share, that it was started. */
public final class CountingActivator implements BundleActivator {

  /** The property. */
  public static final String STARTED = "wardgate.test.started";

  /** For the framework. */
  public CountingActivator() {}

  @Override
  public void start(BundleContext context) {
    String name = context.getBundle().getSymbolicName() + context.getBundle().getVersion();
    System.setProperty(STARTED, System.getProperty(STARTED, "") + name + " ");
  }

  @Override
  public void stop(BundleContext context) {
    // nothing to stop
  }
}
