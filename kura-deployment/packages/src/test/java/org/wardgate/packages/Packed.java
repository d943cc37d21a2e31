package org.wardgate.packages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** What the build left behind. */
final class Packed {
  static final Path TARGET = Path.of("target").toAbsolutePath();
  static final Path PACKAGES = TARGET.resolve("packages");

  private Packed() {}

  /** The one file with such a name. */
  static Path file(Path folder, String start, String end) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files
              .filter(
                  f ->
                      f.getFileName().toString().startsWith(start)
                          && f.getFileName().toString().endsWith(end))
              .toList();
      if (found.size() != 1) {
        throw new IOException(start + "*" + end + " in " + folder + ": " + found);
      }
      return found.get(0);
    }
  }

  static Path gateway() throws IOException {
    return file(PACKAGES, "org.wardgate.gateway-0", ".dp");
  }

  static Path standalone() throws IOException {
    return file(PACKAGES, "org.wardgate.gateway-standalone-", ".dp");
  }

  /** The manifests of the bundles in a package. */
  static List<Attributes> bundles(Path dp) throws IOException {
    List<Attributes> bundles = new ArrayList<>();
    try (JarFile zip = new JarFile(dp.toFile())) {
      for (String name : names(dp)) {
        if (name.endsWith(".jar")) {
          try (InputStream in = zip.getInputStream(new ZipEntry(name));
              JarInputStream jar = new JarInputStream(in)) {
            bundles.add(manifest(dp, jar).getMainAttributes());
          }
        }
      }
    }
    return bundles;
  }

  private static Manifest manifest(Path dp, JarInputStream jar) throws IOException {
    Manifest manifest = jar.getManifest();
    if (manifest == null) {
      throw new IOException("a bundle without a manifest in " + dp);
    }
    return manifest;
  }

  /** The entries of a package in their order. */
  static List<String> names(Path dp) throws IOException {
    try (JarFile zip = new JarFile(dp.toFile())) {
      return zip.stream().map(ZipEntry::getName).toList();
    }
  }
}
