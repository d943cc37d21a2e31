package org.wardgate.launcher.framework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.launcher.plan.Plan;
import org.wardgate.launcher.plan.PlanDifference;
import org.wardgate.launcher.plan.PlannedBundle;

/**
 * Brings a framework from one plan to another. Bundles run from where their jars lie; nothing is
 * copied. Used by one thread at a time, but for {@link #inactive}.
 */
final class PlanApplier {

  private static final long REFRESH_TIMEOUT_SECONDS = 20;

  private final BundleContext context;
  private final Configurations configurations;
  private final Map<String, Installed> installed = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Object>> configured = new HashMap<>();

  PlanApplier(BundleContext context) {
    this.context = context;
    this.configurations = new Configurations(context);
  }

  /** What is installed and configured now, also after steps that failed half way. */
  Plan actual() {
    return new Plan(installed.values().stream().map(Installed::planned).toList(), configured);
  }

  /**
   * Carries out the steps from what is there to what is wanted, and starts what does not run.
   *
   * @throws RefusedException {@link LauncherErrors#BUNDLE_FAILED}; some steps may have been done
   */
  void apply(Plan wanted) throws RefusedException {
    PlanDifference difference = PlanDifference.between(actual(), wanted);
    List<Bundle> stale = new ArrayList<>();
    for (String key : difference.uninstall()) {
      stale.add(uninstall(key));
    }
    for (PlannedBundle update : difference.update()) {
      stale.add(update(update));
    }
    for (PlannedBundle bundle : difference.install()) {
      install(bundle);
    }
    refresh(stale);
    boolean done = configure(difference);
    for (PlannedBundle bundle : wanted.bundles()) {
      start(bundle);
      done = done || configure(difference);
    }
  }

  /**
   * Stops bundles; the next plan starts them again.
   *
   * @throws RefusedException {@link LauncherErrors#BUNDLE_FAILED}
   */
  void stop(Set<Long> bundleIds) throws RefusedException {
    for (Installed present : installed.values()) {
      if (bundleIds.contains(present.bundle().getBundleId())) {
        try {
          present.bundle().stop();
        } catch (BundleException e) {
          throw BundleFailure.of(present.planned().id().toString(), e);
        }
      }
    }
  }

  /** Bundles that should be active and are not. */
  List<String> inactive() {
    return installed.values().stream()
        .map(Installed::bundle)
        .filter(bundle -> !isFragment(bundle) && bundle.getState() != Bundle.ACTIVE)
        .map(bundle -> bundle.getSymbolicName() + " is not active")
        .sorted()
        .toList();
  }

  private boolean configure(PlanDifference difference) {
    if (!configurations.available()) {
      return false;
    }
    configurations.apply(difference.configure(), difference.unconfigure());
    configured.keySet().removeAll(difference.unconfigure());
    configured.putAll(difference.configure());
    return true;
  }

  private void install(PlannedBundle planned) throws RefusedException {
    try {
      Bundle bundle = context.installBundle(location(planned.jar()));
      bundle.adapt(BundleStartLevel.class).setStartLevel(planned.startOrder());
      installed.put(planned.id().key(), new Installed(bundle, planned));
    } catch (BundleException e) {
      throw BundleFailure.of(planned.id().toString(), e);
    }
  }

  /** Stopped first: it starts once, with its new content and its new wiring. */
  private Bundle update(PlannedBundle planned) throws RefusedException {
    Bundle bundle = present(planned.id().key()).bundle();
    // noted before it is done: were it to fail half way, going back must undo it
    installed.put(planned.id().key(), new Installed(bundle, planned));
    try {
      bundle.stop();
      // the framework closes the stream, whatever happens
      bundle.update(Files.newInputStream(planned.jar()));
    } catch (BundleException e) {
      throw BundleFailure.of(planned.id().toString(), e);
    } catch (IOException e) {
      throw new RefusedException(LauncherErrors.BUNDLE_MISSING, planned.id().toString(), e);
    }
    bundle.adapt(BundleStartLevel.class).setStartLevel(planned.startOrder());
    return bundle;
  }

  private Bundle uninstall(String key) throws RefusedException {
    Bundle bundle = present(key).bundle();
    try {
      bundle.uninstall();
    } catch (BundleException e) {
      throw BundleFailure.of(key, e);
    }
    installed.remove(key);
    return bundle;
  }

  private Installed present(String key) {
    return Objects.requireNonNull(installed.get(key), key);
  }

  private void refresh(List<Bundle> stale) throws RefusedException {
    if (stale.isEmpty()) {
      return;
    }
    CountDownLatch refreshed = new CountDownLatch(1);
    context
        .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
        .adapt(FrameworkWiring.class)
        .refreshBundles(stale, event -> refreshed.countDown());
    try {
      if (!refreshed.await(REFRESH_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new RefusedException(LauncherErrors.BUNDLE_FAILED, "the refresh took too long");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(LauncherErrors.BUNDLE_FAILED, "interrupted", e);
    }
  }

  private void start(PlannedBundle planned) throws RefusedException {
    Bundle bundle = present(planned.id().key()).bundle();
    if (isFragment(bundle) || bundle.getState() == Bundle.ACTIVE) {
      return;
    }
    try {
      bundle.start();
    } catch (BundleException e) {
      throw BundleFailure.of(planned.id().toString(), e);
    }
  }

  private static boolean isFragment(Bundle bundle) {
    return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
  }

  private static String location(Path jar) {
    return "reference:" + jar.toUri();
  }

  /**
   * A bundle in the framework.
   *
   * @param bundle the framework's
   * @param planned as the plan had it
   */
  private record Installed(Bundle bundle, PlannedBundle planned) {}
}
