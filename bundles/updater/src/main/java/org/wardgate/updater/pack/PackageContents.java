package org.wardgate.updater.pack;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Version;
import org.wardgate.updater.feature.PackageFeature;

/**
 * What is in a package that has the documented form.
 *
 * @param version of the set that it brings
 * @param platform it is for
 * @param expires when it may not be installed any more
 * @param requiresVersion the lowest version of the set that it may replace
 * @param probes what must be tried before it counts
 * @param bundles in the package's order
 * @param features of a standalone gateway, in the package's order
 */
public record PackageContents(
    Version version,
    Platform platform,
    Instant expires,
    Optional<Version> requiresVersion,
    List<String> probes,
    List<PackageBundle> bundles,
    List<PackageFeature> features) {
  /** Copies the lists. */
  public PackageContents {
    probes = List.copyOf(probes);
    bundles = List.copyOf(bundles);
    features = List.copyOf(features);
  }
}
