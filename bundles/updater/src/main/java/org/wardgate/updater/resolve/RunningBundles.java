package org.wardgate.updater.resolve;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateErrors;
import org.wardgate.updater.feature.RunningInstance;
import org.wardgate.updater.pack.Fingerprint;
import org.wardgate.updater.pack.Platform;

/**
 * The bundles in the framework, and which of them are the set that an update replaces. On Kura that
 * are the bundles of ours that DeploymentAdmin installed, but for the installer; standalone, all
 * that the launcher installed. Thread-safe.
 */
public final class RunningBundles {
  /** Before the symbolic name of every bundle of ours. */
  static final String PREFIX = "org.wardgate.";

  /** Replaces the others and is not replaced with them. */
  static final String INSTALLER = "org.wardgate.installer";

  private static final String KURA_EDITION = "org.wardgate.platform-kura";
  private static final String DEPLOYED = "osgi-dp:";
  private static final String LAUNCHED = "reference:";

  private final BundleContext context;

  /** The framework's own context, or any bundle's of it. */
  public RunningBundles(BundleContext context) {
    this.context = context;
  }

  /** Whether this gateway runs on Kura or on a framework of its own. */
  public Platform platform() {
    return all().anyMatch(bundle -> KURA_EDITION.equals(bundle.getSymbolicName()))
        ? Platform.KURA
        : Platform.STANDALONE;
  }

  /**
   * What the launcher runs here.
   *
   * @throws RefusedException WG-UPD-0019 if nobody can tell
   */
  RunningInstance instance() throws RefusedException {
    String directory = context.getProperty(RunningInstance.DIRECTORY);
    if (directory == null || directory.isEmpty()) {
      throw new RefusedException(
          UpdateErrors.BAD_FEATURES, "this framework was not started by the launcher");
    }
    return RunningInstance.read(Path.of(directory));
  }

  /** Every bundle of the framework. */
  Stream<Bundle> all() {
    return Stream.of(context.getBundles())
        .filter(bundle -> bundle.getState() != Bundle.UNINSTALLED);
  }

  /** The bundles of the set that runs. */
  List<Bundle> ours() {
    boolean kura = platform() == Platform.KURA;
    return all().filter(bundle -> kura ? deployed(bundle) : launched(bundle)).toList();
  }

  private static boolean deployed(Bundle bundle) {
    String name = String.valueOf(bundle.getSymbolicName());
    return bundle.getLocation().startsWith(DEPLOYED)
        && name.startsWith(PREFIX)
        && !name.equals(INSTALLER);
  }

  private static boolean launched(Bundle bundle) {
    return bundle.getBundleId() != 0 && bundle.getLocation().startsWith(LAUNCHED);
  }

  /** The bundle of ours with that name and version. */
  Optional<Bundle> ours(String symbolicName, Version version) {
    return ours().stream()
        .filter(b -> symbolicName.equals(b.getSymbolicName()) && version.equals(b.getVersion()))
        .findAny();
  }

  /** What the bundle's files are, as {@link Fingerprint} of the jar it was installed from. */
  static String fingerprint(Bundle bundle) throws IOException {
    Fingerprint fingerprint = new Fingerprint();
    add(bundle, "/", fingerprint);
    return fingerprint.hex();
  }

  private static void add(Bundle bundle, String directory, Fingerprint fingerprint)
      throws IOException {
    var paths = bundle.getEntryPaths(directory);
    for (String path : paths == null ? List.<String>of() : Collections.list(paths)) {
      if (path.endsWith("/")) {
        add(bundle, path, fingerprint);
        continue;
      }
      URL entry = bundle.getEntry(path);
      if (entry == null) {
        throw new IOException(path + " cannot be read");
      }
      try (InputStream content = entry.openStream()) {
        long unused = fingerprint.add(path, content);
      }
    }
  }
}
