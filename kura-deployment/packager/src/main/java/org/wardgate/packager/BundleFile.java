package org.wardgate.packager;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/**
 * A bundle to be packed.
 *
 * @param file the jar
 * @param symbolicName without directives
 * @param version as its manifest says
 * @param packages the packages it has classes of
 */
record BundleFile(Path file, String symbolicName, Version version, Set<String> packages) {

  BundleFile {
    packages = Set.copyOf(packages);
  }

  /** What it is called in a package. */
  String name() {
    return String.valueOf(file.getFileName());
  }

  /**
   * Reads a jar.
   *
   * @throws PackagingException if it is no bundle
   */
  static BundleFile read(Path file) throws PackagingException {
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      if (manifest == null) {
        throw new PackagingException(file + " has no manifest");
      }
      Attributes main = manifest.getMainAttributes();
      return new BundleFile(
          file,
          withoutDirectives(header(file, main, "Bundle-SymbolicName")),
          Version.parseVersion(header(file, main, "Bundle-Version")),
          packages(jar));
    } catch (IOException | IllegalArgumentException e) {
      throw new PackagingException(file + " cannot be read as a bundle: " + e.getMessage(), e);
    }
  }

  private static String header(Path file, Attributes main, String name) throws PackagingException {
    @Nullable String value = main.getValue(name);
    if (value == null) {
      throw new PackagingException(file + " has no " + name);
    }
    return value.strip();
  }

  private static String withoutDirectives(String symbolicName) {
    int directives = symbolicName.indexOf(';');
    return (directives < 0 ? symbolicName : symbolicName.substring(0, directives)).strip();
  }

  private static Set<String> packages(JarFile jar) {
    Set<String> packages = new TreeSet<>();
    for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
      String name = entries.nextElement().getName();
      int slash = name.lastIndexOf('/');
      if (name.endsWith(".class") && slash > 0 && !name.startsWith("META-INF/")) {
        packages.add(name.substring(0, slash).replace('/', '.'));
      }
    }
    return packages;
  }
}
