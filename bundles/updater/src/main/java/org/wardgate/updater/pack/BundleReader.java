package org.wardgate.updater.pack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.wardgate.api.error.RefusedException;
import org.wardgate.updater.pack.BoundedStream.Allowance;

/** Reads one bundle inside a package. Not thread-safe. */
final class BundleReader {
  private final Allowance allowance = new Allowance(PackageLimits.BUNDLES_UNPACKED_MAX_BYTES);

  /**
   * Reads a bundle to its end.
   *
   * @param section what the package says about it
   * @param jar not closed
   */
  PackageBundle read(Section section, InputStream jar) throws IOException, RefusedException {
    ZipInputStream zip = new ZipInputStream(new BoundedStream(jar, unlimited()));
    Fingerprint fingerprint = new Fingerprint();
    Map<String, String> headers = Map.of();
    int entries = 0;
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (++entries > PackageLimits.BUNDLE_ENTRIES_MAX_COUNT) {
        throw Refusal.badPackage(section.name() + " has too many entries");
      }
      if (entry.isDirectory()) {
        continue;
      }
      InputStream content = new BoundedStream(zip, allowance);
      if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
        byte[] manifest = content.readNBytes(PackageLimits.MANIFEST_MAX_BYTES + 1);
        headers = headers(manifest, section.name());
        content = new ByteArrayInputStream(manifest);
      }
      long unused = fingerprint.add(entry.getName(), content);
    }
    return checked(section, headers, fingerprint.hex());
  }

  /** The bytes of the package as it lies in it are counted by whoever reads the package. */
  private static Allowance unlimited() {
    return new Allowance(Long.MAX_VALUE);
  }

  private static PackageBundle checked(
      Section section, Map<String, String> headers, String fingerprint) throws RefusedException {
    String name = Manifests.symbolicName(headers.getOrDefault(Constants.BUNDLE_SYMBOLICNAME, ""));
    Version version =
        Manifests.version(
            headers.getOrDefault(Constants.BUNDLE_VERSION, "0"), section.name() + " version");
    if (!name.equals(section.symbolicName()) || !version.equals(section.version())) {
      throw Refusal.badPackage(
          section.name() + " is " + name + ' ' + version + ", not what the package says");
    }
    return new PackageBundle(section.name(), name, version, headers, fingerprint);
  }

  private static Map<String, String> headers(byte[] manifest, String bundle)
      throws IOException, RefusedException {
    if (manifest.length > PackageLimits.MANIFEST_MAX_BYTES) {
      throw Refusal.badPackage(bundle + " has too large a manifest");
    }
    Map<String, String> headers = new HashMap<>();
    Attributes main = new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes();
    main.forEach((key, value) -> headers.put(String.valueOf(key), String.valueOf(value)));
    return Collections.unmodifiableMap(headers);
  }
}
