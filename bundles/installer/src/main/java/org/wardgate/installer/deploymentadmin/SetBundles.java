package org.wardgate.installer.deploymentadmin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.installer.Fault;
import org.wardgate.installer.InstallException;

/** The bundles of a package as they are in the framework. */
final class SetBundles {

  private static final Logger LOG = LoggerFactory.getLogger(SetBundles.class);

  /** Where Deployment Admin installs bundles (OSGi Compendium §114.2). */
  private static final String LOCATION = "osgi-dp:";

  private static final long REFRESH_SECONDS = 20;

  private final BundleContext context;

  SetBundles(BundleContext context) {
    this.context = context;
  }

  /** Bundles of a package that do not run as they should, one line each. */
  List<String> findings(PackageFile file) {
    List<String> findings = new ArrayList<>();
    for (PackageFile.Entry entry : file.bundles()) {
      Optional<Bundle> bundle = find(entry);
      if (bundle.isEmpty()) {
        findings.add(entry.symbolicName() + " is missing");
      } else if (!bundle.get().getVersion().equals(entry.version())) {
        findings.add(entry.symbolicName() + " has version " + bundle.get().getVersion());
      } else if (!runs(bundle.get())) {
        findings.add(entry.symbolicName() + " " + stateOf(bundle.get()));
      }
    }
    return findings;
  }

  /** Whether Deployment Admin's bundle of that name is there in that version. */
  boolean isPresent(PackageFile.Entry entry) {
    Bundle bundle = context.getBundle(LOCATION + entry.symbolicName());
    return bundle != null
        && entry.symbolicName().equals(bundle.getSymbolicName())
        && entry.version().equals(bundle.getVersion());
  }

  /** Whether the framework has a bundle that one package has and the other has not. */
  boolean anyLeft(PackageFile had, PackageFile has) {
    Set<String> wanted = names(has);
    return names(had).stream()
        .anyMatch(name -> !wanted.contains(name) && context.getBundle(LOCATION + name) != null);
  }

  private static Set<String> names(PackageFile file) {
    return file.bundles().stream().map(PackageFile.Entry::symbolicName).collect(Collectors.toSet());
  }

  private static boolean runs(Bundle bundle) {
    return isFragment(bundle)
        ? bundle.getState() == Bundle.RESOLVED
        : bundle.getState() == Bundle.ACTIVE;
  }

  private static String stateOf(Bundle bundle) {
    return switch (bundle.getState()) {
      case Bundle.INSTALLED -> "does not resolve";
      case Bundle.RESOLVED -> "did not start";
      case Bundle.STARTING -> "is still starting";
      case Bundle.STOPPING -> "is stopping";
      default -> "does not run";
    };
  }

  /** Brings the bundles of a package back directly, since Deployment Admin did not. */
  void mend(PackageFile file) throws InstallException {
    Set<String> wanted = names(file);
    try {
      for (Bundle bundle : context.getBundles()) {
        if (bundle.getLocation().startsWith(LOCATION + DeploymentAdminSet.BUNDLES_PREFIX)
            && !bundle.equals(context.getBundle())
            && !wanted.contains(String.valueOf(bundle.getSymbolicName()))) {
          LOG.warn("{} does not belong here", bundle.getSymbolicName());
          bundle.uninstall();
        }
      }
      for (PackageFile.Entry entry : file.bundles()) {
        mend(file, entry);
      }
      refresh();
      for (PackageFile.Entry entry : file.bundles()) {
        Bundle bundle = find(entry).orElseThrow();
        if (!isFragment(bundle)) {
          bundle.start();
        }
      }
    } catch (BundleException | IOException | IllegalStateException e) {
      throw new InstallException(Fault.NOT_EXCHANGED, "not put back: " + e.getMessage(), e);
    }
  }

  private void mend(PackageFile file, PackageFile.Entry entry) throws IOException, BundleException {
    Optional<Bundle> present = find(entry);
    if (present.isEmpty()) {
      file.open(entry, in -> context.installBundle(LOCATION + entry.symbolicName(), in));
    } else if (!present.get().getVersion().equals(entry.version())) {
      file.open(entry, in -> present.get().update(in));
    }
  }

  private void refresh() throws InstallException {
    CountDownLatch refreshed = new CountDownLatch(1);
    context
        .getBundle(0)
        .adapt(FrameworkWiring.class)
        .refreshBundles(null, event -> refreshed.countDown());
    try {
      if (!refreshed.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
        throw new InstallException(Fault.TOO_SLOW, "the refresh took too long");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InstallException(Fault.TOO_SLOW, "interrupted", e);
    }
  }

  private Optional<Bundle> find(PackageFile.Entry entry) {
    List<Bundle> named =
        Arrays.stream(context.getBundles())
            .filter(bundle -> entry.symbolicName().equals(bundle.getSymbolicName()))
            .toList();
    return named.stream()
        .filter(bundle -> bundle.getLocation().equals(LOCATION + entry.symbolicName()))
        .findFirst()
        .or(() -> named.stream().findFirst());
  }

  private static boolean isFragment(Bundle bundle) {
    return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
  }
}
