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
import java.util.zip.ZipInputStream;

/** What the build left behind. */
final class Packed {
  static final Path TARGET = Path.of("target").toAbsolutePath();
  static final Path PACKAGES = TARGET.resolve("packages");

  private Packed() {}

  /** The one file with such a name. */
  private static Path file(String pattern) throws IOException {
    try (Stream<Path> files = Files.list(PACKAGES)) {
      List<Path> found = files.filter(f -> f.getFileName().toString().matches(pattern)).toList();
      if (found.size() != 1) {
        throw new IOException(pattern + " in " + PACKAGES + ": " + found);
      }
      return found.get(0);
    }
  }

  static Path gateway() throws IOException {
    return file("org\\.wardgate\\.gateway-\\d.*\\.dp");
  }

  static Path installer() throws IOException {
    return file("org\\.wardgate\\.installer-\\d.*\\.dp");
  }

  static Path standalone() throws IOException {
    return file("org\\.wardgate\\.gateway-standalone-\\d.*\\.dp");
  }

  static Path deb(String kura) throws IOException {
    return file("wardgate-" + kura + "_\\d.*_all\\.deb");
  }

  static Path bill() throws IOException {
    return file("wardgate-\\d.*\\.cdx\\.json");
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

  /** The sections of a package's manifest that belong to its bundles, in their order. */
  static List<Attributes> sections(Path dp) throws IOException {
    List<Attributes> sections = new ArrayList<>();
    try (JarFile zip = new JarFile(dp.toFile())) {
      for (String name : names(dp)) {
        if (name.endsWith(".jar")) {
          sections.add(zip.getManifest().getAttributes(name));
        }
      }
    }
    return sections;
  }

  /** The names of everything in the bundles of a package. */
  static List<String> inside(Path dp) throws IOException {
    List<String> inside = new ArrayList<>();
    try (JarFile zip = new JarFile(dp.toFile())) {
      for (String name : names(dp)) {
        if (name.endsWith(".jar")) {
          try (InputStream in = zip.getInputStream(new ZipEntry(name));
              ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry e = entries.getNextEntry(); e != null; e = entries.getNextEntry()) {
              inside.add(e.getName());
            }
          }
        }
      }
    }
    return inside;
  }
}
