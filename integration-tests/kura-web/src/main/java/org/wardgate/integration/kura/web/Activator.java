package org.wardgate.integration.kura.web;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Starts what a Kura of the version of framework property {@code kura.version} has. */
public final class Activator implements BundleActivator {
  private AutoCloseable web = () -> {};

  @Override
  public void start(BundleContext context) throws Exception {
    String version = String.valueOf(context.getProperty("kura.version"));
    web = version.startsWith("5.") ? KuraFive.start(context) : KuraSix.start(context);
  }

  @Override
  public void stop(BundleContext context) throws Exception {
    web.close();
  }
}
