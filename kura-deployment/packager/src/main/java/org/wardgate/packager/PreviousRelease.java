package org.wardgate.packager;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Version;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;

/**
 * The release before, as its signed packages have it.
 *
 * @param version of its packages
 * @param bundles by symbolic name
 */
record PreviousRelease(Version version, Map<String, BundleFile> bundles) {
  PreviousRelease {
    bundles = Map.copyOf(bundles);
  }

  /**
   * Where it lies.
   *
   * @param gateway its package for Kura; the other two lie beside it
   * @param anchors PEM: who may have signed it
   */
  record Place(Path gateway, Path anchors) {}

  /**
   * Reads all its packages.
   *
   * @param now when the signatures must count
   * @param next the version of the release that is made of it
   */
  static PreviousRelease read(Place place, Instant now, Version next) throws PackagingException {
    List<X509Certificate> anchors = anchors(place.anchors());
    PreviousPackage gateway = PreviousPackage.read(place.gateway(), anchors, now);
    demand(place.gateway(), gateway, ReleasePackages.GATEWAY, ReleasePackages.KURA);
    if (gateway.version().compareTo(next) >= 0) {
      throw new PackagingException(
          next + " must be higher than the previous release, " + gateway.version());
    }
    Map<String, BundleFile> bundles = new LinkedHashMap<>();
    add(gateway, bundles);
    Path installer = beside(place.gateway(), ReleasePackages.INSTALLER);
    add(
        read(installer, anchors, now, gateway, ReleasePackages.INSTALLER, ReleasePackages.KURA),
        bundles);
    Path standalone =
        beside(place.gateway(), ReleasePackages.GATEWAY + "-" + ReleasePackages.STANDALONE);
    add(
        read(
            standalone, anchors, now, gateway, ReleasePackages.GATEWAY, ReleasePackages.STANDALONE),
        bundles);
    return new PreviousRelease(gateway.version(), bundles);
  }

  private static List<X509Certificate> anchors(Path file) throws PackagingException {
    try {
      List<X509Certificate> anchors =
          Certificates.ofPem(Files.readString(file, StandardCharsets.US_ASCII));
      if (anchors.isEmpty()) {
        throw new PackagingException(file + " holds no certificate");
      }
      return anchors;
    } catch (IOException | CryptoException e) {
      throw new PackagingException("no anchors in " + file + ": " + e.getMessage(), e);
    }
  }

  private static PreviousPackage read(
      Path file,
      List<X509Certificate> anchors,
      Instant now,
      PreviousPackage gateway,
      String symbolicName,
      String platform)
      throws PackagingException {
    PreviousPackage read = PreviousPackage.read(file, anchors, now);
    demand(file, read, symbolicName, platform);
    if (!read.version().equals(gateway.version())) {
      throw new PackagingException(
          file + " is of another release: " + read.version() + ", not " + gateway.version());
    }
    return read;
  }

  private static void demand(Path file, PreviousPackage read, String symbolicName, String platform)
      throws PackagingException {
    if (!read.symbolicName().equals(symbolicName) || !read.platform().equals(platform)) {
      throw new PackagingException(
          file
              + " is "
              + read.symbolicName()
              + " for "
              + read.platform()
              + ", not "
              + symbolicName
              + " for "
              + platform);
    }
  }

  /** The package of that name of the same release. */
  private static Path beside(Path gateway, String name) throws PackagingException {
    String file = String.valueOf(gateway.getFileName());
    if (!file.startsWith(ReleasePackages.GATEWAY + "-")) {
      throw new PackagingException(
          gateway + " is not called as the release called it: " + ReleasePackages.GATEWAY + "-…");
    }
    return gateway.resolveSibling(name + file.substring(ReleasePackages.GATEWAY.length()));
  }

  private static void add(PreviousPackage from, Map<String, BundleFile> bundles)
      throws PackagingException {
    for (BundleFile bundle : from.bundles()) {
      BundleFile other = bundles.putIfAbsent(bundle.symbolicName(), bundle);
      if (other != null
          && !(other.content().equals(bundle.content()) && other.name().equals(bundle.name()))) {
        throw new PackagingException(
            bundle.symbolicName() + " is not the same in every package of " + from.version());
      }
    }
  }
}
