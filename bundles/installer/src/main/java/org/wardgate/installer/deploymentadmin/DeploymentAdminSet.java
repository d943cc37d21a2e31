package org.wardgate.installer.deploymentadmin;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.installer.BundleSet;
import org.wardgate.installer.Fault;
import org.wardgate.installer.InstallException;
import org.wardgate.installer.Staged;
import org.wardgate.installer.disk.DurableFiles;
import org.wardgate.installer.disk.RealDisk;

/**
 * The gateway's deployment package on Kura. What Deployment Admin says of an installation is not
 * relied upon: it reports success for bundles that do not resolve or throw, and its own way back
 * leaves bundles and its records at odds. So the bundles themselves are looked at, and mended.
 */
final class DeploymentAdminSet implements BundleSet, AutoCloseable {

  /** The deployment package that holds every bundle of ours but this one. */
  static final String NAME = "org.wardgate.gateway";

  /** What the symbolic names of its bundles begin with. */
  static final String BUNDLES_PREFIX = "org.wardgate.";

  private static final Logger LOG = LoggerFactory.getLogger(DeploymentAdminSet.class);

  private static final String SERVICE = "org.osgi.service.deploymentadmin.DeploymentAdmin";

  /** Tells Felix Deployment Admin to stop only what changes. */
  private static final String STOP_ALL = "org.apache.felix.deploymentadmin.stopunaffectedbundle";

  private final ServiceTracker<Object, Object> admins;
  private final KuraPackages packages;
  private final SetBundles bundles;

  /** Where what differs is written for Deployment Admin. */
  private final Path fix;

  private volatile @Nullable PackageFile expected;

  private DeploymentAdminSet(
      ServiceTracker<Object, Object> admins, KuraPackages packages, SetBundles bundles, Path fix) {
    this.admins = admins;
    this.packages = packages;
    this.bundles = bundles;
    this.fix = fix;
  }

  /** Looks for Deployment Admin, which may come and go. */
  static DeploymentAdminSet of(BundleContext context) {
    ServiceTracker<Object, Object> admins = new ServiceTracker<>(context, SERVICE, null);
    admins.open();
    return new DeploymentAdminSet(
        admins,
        new KuraPackages(new DurableFiles(new RealDisk()), context),
        new SetBundles(context),
        context.getDataFile("fix.dp").toPath());
  }

  @Override
  public void close() {
    admins.close();
  }

  @Override
  public String version() {
    Object admin = admins.getService();
    return admin == null ? "" : Admin.version(admin, NAME);
  }

  @Override
  public String obstacle() {
    Object admin = admins.getService();
    if (admin == null) {
      return "Deployment Admin is missing";
    }
    if (Admin.version(admin, NAME).isEmpty()) {
      return NAME + " is not a deployment package here";
    }
    try {
      Path unused = base().orElseThrow();
      return "";
    } catch (InstallException e) {
      return e.detail();
    }
  }

  @Override
  public Optional<Path> base() throws InstallException {
    try {
      return Optional.of(
          installed()
              .orElseThrow(
                  () ->
                      new InstallException(
                          Fault.NO_WAY_BACK, "Kura does not keep the package of " + version()))
              .file());
    } catch (IOException e) {
      throw new InstallException(Fault.NO_WAY_BACK, "Kura's packages: " + e.getMessage(), e);
    }
  }

  /** What Kura keeps, if it is what runs. */
  private Optional<PackageFile> installed() throws IOException {
    Optional<Path> file = packages.find(NAME);
    return file.isEmpty()
        ? Optional.empty()
        : Optional.of(PackageFile.read(file.get())).filter(kept -> isInstalled(kept));
  }

  private boolean isInstalled(PackageFile file) {
    return file.version().equals(version());
  }

  @Override
  public void install(Staged staged) throws InstallException {
    PackageFile file = read(staged);
    Optional<PackageFile> before = Optional.empty();
    try {
      before = installed();
    } catch (IOException e) {
      LOG.warn("Kura's packages cannot be read: {}", e.getMessage());
    }
    expected = file;
    Optional<Path> fix = before.flatMap(running -> fix(running, file));
    hand(fix.orElse(file.file()));
  }

  @Override
  public void putBack(Staged previous) throws InstallException {
    Optional<PackageFile> tried = Optional.ofNullable(expected);
    PackageFile file = read(previous);
    expected = file;
    Optional<Path> fix =
        tried
            .filter(this::isInstalled)
            .filter(running -> !running.version().equals(file.version()))
            .flatMap(running -> fix(running, file));
    if (fix.isPresent()) {
      tryToHand(fix.get());
    }
    if (fix.isEmpty() || !isBack(file, tried)) {
      tryToHand(file.file());
    }
    if (!isBack(file, tried)) {
      bundles.mend(file);
    }
    if (!isInstalled(file)) {
      throw new InstallException(
          Fault.NOT_EXCHANGED,
          "the bundles are back, but Deployment Admin still records " + version());
    }
  }

  private boolean isBack(PackageFile file, Optional<PackageFile> tried) {
    return isInstalled(file)
        && bundles.findings(file).isEmpty()
        && tried.filter(other -> bundles.anyLeft(other, file)).isEmpty();
  }

  private void tryToHand(Path file) {
    try {
      hand(file);
    } catch (InstallException e) {
      LOG.warn("Deployment Admin does not put the bundles back: {}", e.detail());
    }
  }

  /** A file with what differs; absent if Deployment Admin must be given everything. */
  private Optional<Path> fix(PackageFile from, PackageFile to) {
    try {
      boolean written = new FixPackage(from, to, bundles::isPresent).write(fix);
      return written ? Optional.of(fix) : Optional.empty();
    } catch (IOException e) {
      LOG.warn("handing over the whole package: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static PackageFile read(Staged staged) throws InstallException {
    try {
      PackageFile file = PackageFile.read(staged.file());
      if (!file.name().equals(NAME)) {
        throw new InstallException(Fault.WRONG_PACKAGE, file.name() + " is not " + NAME);
      }
      return file;
    } catch (IOException e) {
      throw new InstallException(Fault.WRONG_PACKAGE, "the package cannot be read: " + e, e);
    }
  }

  private void hand(Path file) throws InstallException {
    Object admin = admins.getService();
    if (admin == null) {
      throw new InstallException(Fault.NOT_OURS, "Deployment Admin is missing");
    }
    if (Admin.version(admin, NAME).isEmpty()) {
      throw new InstallException(Fault.NOT_OURS, NAME + " is not a deployment package here");
    }
    String before = System.getProperty(STOP_ALL);
    System.setProperty(STOP_ALL, "false");
    OpenOption option =
        file.equals(fix) ? StandardOpenOption.DELETE_ON_CLOSE : StandardOpenOption.READ;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file, option))) {
      Admin.install(admin, in);
    } catch (IOException | IllegalStateException e) {
      throw new InstallException(Fault.NOT_EXCHANGED, "Deployment Admin: " + e.getMessage(), e);
    } finally {
      if (before == null) {
        System.clearProperty(STOP_ALL);
      } else {
        System.setProperty(STOP_ALL, before);
      }
    }
  }

  @Override
  public void keep(Staged staged) throws IOException {
    packages.keep(NAME, staged.file());
  }

  @Override
  public List<String> findings() {
    PackageFile file = expected;
    return file == null ? List.of() : bundles.findings(file);
  }

  /** Deployment Admin may believe in a version whose bundles are not there. */
  @Override
  public List<String> findings(Staged started) {
    try {
      PackageFile file = read(started);
      expected = file;
      return bundles.findings(file);
    } catch (InstallException e) {
      return List.of(e.detail());
    }
  }
}
