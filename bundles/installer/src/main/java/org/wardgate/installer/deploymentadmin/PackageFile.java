package org.wardgate.installer.deploymentadmin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.osgi.framework.Version;

/**
 * A deployment package as a file.
 *
 * @param file where it lies
 * @param name its symbolic name
 * @param version its version
 * @param bundles what it holds, in the order of its manifest
 */
record PackageFile(Path file, String name, String version, List<Entry> bundles) {

  /**
   * A bundle in a package.
   *
   * @param path of the entry
   * @param symbolicName of the bundle
   * @param version of the bundle
   */
  record Entry(String path, String symbolicName, Version version) {}

  PackageFile {
    bundles = List.copyOf(bundles);
  }

  /**
   * Reads a package's manifest.
   *
   * @throws IOException if it is not one
   */
  static PackageFile read(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      Manifest manifest = jar.getManifest();
      if (manifest == null) {
        throw new IOException("the package has no manifest");
      }
      List<Entry> bundles = new ArrayList<>();
      for (Map.Entry<String, Attributes> section : manifest.getEntries().entrySet()) {
        String symbolicName = section.getValue().getValue("Bundle-SymbolicName");
        if (symbolicName != null) {
          bundles.add(
              new Entry(
                  section.getKey(),
                  symbolicName.split(";", 2)[0].strip(),
                  Version.parseVersion(section.getValue().getValue("Bundle-Version"))));
        }
      }
      Attributes main = manifest.getMainAttributes();
      return new PackageFile(
          file,
          header(main, "DeploymentPackage-SymbolicName"),
          header(main, "DeploymentPackage-Version"),
          bundles);
    } catch (IllegalArgumentException e) {
      throw new IOException("the package's manifest is malformed: " + e.getMessage(), e);
    }
  }

  private static String header(Attributes main, String name) throws IOException {
    String value = main.getValue(name);
    if (value == null) {
      throw new IOException("the package has no " + name);
    }
    return value.strip();
  }

  /** Hands the content of a bundle to somebody. */
  void open(Entry bundle, Consumer consumer)
      throws IOException, org.osgi.framework.BundleException {
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      ZipEntry entry = jar.getEntry(bundle.path());
      if (entry == null) {
        throw new IOException("the package lacks " + bundle.path());
      }
      try (InputStream content = jar.getInputStream(entry)) {
        consumer.accept(content);
      }
    }
  }

  /** Reads a bundle's content. */
  interface Consumer {
    /** Reads it. */
    void accept(InputStream content) throws IOException, org.osgi.framework.BundleException;
  }
}
