package org.wardgate.installer.deploymentadmin;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.installer.InstallerAgent;
import org.wardgate.installer.ProcessSurroundings;
import org.wardgate.installer.health.FrameworkHealth;

/**
 * Runs the installer on Kura. Needs no Declarative Services: it must run whatever else does not.
 */
public final class Activator implements BundleActivator {

  private static final Logger LOG = LoggerFactory.getLogger(Activator.class);

  private @Nullable InstallerAgent agent;
  private @Nullable DeploymentAdminSet set;

  @Override
  public void start(BundleContext context) {
    long own = context.getBundle().getBundleId();
    DeploymentAdminSet bundles = DeploymentAdminSet.of(context);
    set = bundles;
    agent =
        InstallerAgent.start(
            context,
            bundles,
            new FrameworkHealth(context, bundle -> isOfSet(bundle, own)),
            new ProcessSurroundings(why -> FrameworkEnd.begin(context)));
    LOG.info("looking for updates");
  }

  private static boolean isOfSet(Bundle bundle, long own) {
    return bundle.getBundleId() != own
        && String.valueOf(bundle.getSymbolicName()).startsWith(DeploymentAdminSet.BUNDLES_PREFIX);
  }

  @Override
  public void stop(BundleContext context) {
    if (agent != null) {
      agent.close();
    }
    if (set != null) {
      set.close();
    }
  }
}
