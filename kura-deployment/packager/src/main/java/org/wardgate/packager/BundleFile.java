package org.wardgate.packager;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;
import org.wardgate.api.Bytes;

/**
 * A bundle to be packed.
 *
 * @param name what its jar is called, here and in a package
 * @param content the jar
 * @param symbolicName without directives
 * @param version as its manifest says
 * @param packages the packages it has classes of
 */
record BundleFile(
    String name, Bytes content, String symbolicName, Version version, Set<String> packages) {

  BundleFile {
    packages = Set.copyOf(packages);
  }

  /**
   * Reads a jar.
   *
   * @throws PackagingException if it is no bundle
   */
  static BundleFile read(Path file) throws PackagingException {
    try {
      return of(String.valueOf(file.getFileName()), Bytes.of(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new PackagingException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * A jar that was read.
   *
   * @param name what it is called
   * @throws PackagingException if it is no bundle
   */
  static BundleFile of(String name, Bytes content) throws PackagingException {
    try {
      ZipFiles files = ZipFiles.of(content);
      Bytes manifest = files.byName().get(JarFile.MANIFEST_NAME);
      if (manifest == null) {
        throw new PackagingException(name + " has no manifest");
      }
      Attributes main =
          new Manifest(new ByteArrayInputStream(manifest.toArray())).getMainAttributes();
      return new BundleFile(
          name,
          content,
          withoutDirectives(header(name, main, "Bundle-SymbolicName")),
          Version.parseVersion(header(name, main, "Bundle-Version")),
          packages(files));
    } catch (IOException | IllegalArgumentException e) {
      throw new PackagingException(name + " cannot be read as a bundle: " + e.getMessage(), e);
    }
  }

  private static String header(String file, Attributes main, String name)
      throws PackagingException {
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

  private static Set<String> packages(ZipFiles files) {
    Set<String> packages = new TreeSet<>();
    for (String name : files.byName().keySet()) {
      int slash = name.lastIndexOf('/');
      if (name.endsWith(".class") && slash > 0 && !name.startsWith("META-INF/")) {
        packages.add(name.substring(0, slash).replace('/', '.'));
      }
    }
    return packages;
  }
}
