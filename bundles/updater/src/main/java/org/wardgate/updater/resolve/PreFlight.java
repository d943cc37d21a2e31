package org.wardgate.updater.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.resolver.Logger;
import org.apache.felix.resolver.ResolverImpl;
import org.osgi.framework.BundleException;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.resource.Wire;
import org.osgi.service.resolver.ResolutionException;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateErrors;
import org.wardgate.updater.feature.ComingPlan;
import org.wardgate.updater.pack.PackageBundle;
import org.wardgate.updater.pack.PackageContents;
import org.wardgate.updater.pack.Platform;

/**
 * Tries an update against the framework that runs: whose names it uses, and whether every bundle of
 * it, and every bundle that uses one of the set that goes, would resolve. Nothing is installed.
 * Thread-safe.
 */
public final class PreFlight {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(PreFlight.class);
  private static final int SHOWN_MAX_COUNT = 3;

  private final RunningBundles running;
  private final NameRules names;

  /** For this framework. */
  public PreFlight(RunningBundles running) {
    this.running = running;
    this.names = new NameRules(running);
  }

  /**
   * Tries an update.
   *
   * @throws RefusedException WG-UPD-0003, WG-UPD-0006, WG-UPD-0011, WG-UPD-0012, WG-UPD-0013 or
   *     WG-UPD-0019
   */
  public void check(PackageContents contents) throws RefusedException {
    if (contents.platform() != running.platform()) {
      throw new RefusedException(
          UpdateErrors.WRONG_PLATFORM,
          "it is for " + contents.platform() + ", this is " + running.platform());
    }
    List<PackageBundle> run = planned(contents);
    names.check(contents.bundles(), run);
    List<ComingBundle> coming = coming(run);
    StayingBundles staying = new StayingBundles(running.all().toList(), running.ours());
    try {
      Map<Resource, List<Wire>> wires =
          new ResolverImpl(new Logger(Logger.LOG_ERROR))
              .resolve(new FutureFramework(staying, coming));
      LOG.debug("{} bundles would be wired", wires.size());
    } catch (ResolutionException e) {
      throw new RefusedException(UpdateErrors.UNRESOLVABLE, missing(e), e);
    }
  }

  /** What would run: standalone, what no feature of this instance names only lies there. */
  private List<PackageBundle> planned(PackageContents contents) throws RefusedException {
    if (contents.platform() == Platform.KURA) {
      return contents.bundles();
    }
    ComingPlan plan = ComingPlan.of(contents.features(), running.instance());
    return contents.bundles().stream()
        .filter(bundle -> plan.fileNames().contains(bundle.fileName()))
        .toList();
  }

  private static List<ComingBundle> coming(List<PackageBundle> bundles) throws RefusedException {
    List<ComingBundle> coming = new ArrayList<>();
    for (PackageBundle bundle : bundles) {
      try {
        coming.add(ComingBundle.of(bundle));
      } catch (BundleException e) {
        throw new RefusedException(
            UpdateErrors.BAD_PACKAGE, bundle.path() + ": " + e.getMessage(), e);
      }
    }
    return coming;
  }

  private static String missing(ResolutionException problem) {
    List<String> missing = new ArrayList<>();
    for (Requirement requirement : problem.getUnresolvedRequirements()) {
      if (missing.size() < SHOWN_MAX_COUNT) {
        missing.add(requirement.getResource() + " needs " + wanted(requirement));
      }
    }
    return missing.isEmpty() ? String.valueOf(problem.getMessage()) : String.join("; ", missing);
  }

  private static String wanted(Requirement requirement) {
    String filter = requirement.getDirectives().get("filter");
    return filter == null ? requirement.getNamespace() + ' ' + requirement.getAttributes() : filter;
  }
}
