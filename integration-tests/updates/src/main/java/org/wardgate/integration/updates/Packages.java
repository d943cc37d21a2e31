package org.wardgate.integration.updates;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes update packages from a distribution: the same bundles, some with another version. */
final class Packages {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private final Path distribution;
  private final Map<String, Path> jars = new TreeMap<>();

  Packages(Path distribution) throws IOException {
    this.distribution = distribution;
    try (Stream<Path> files = Files.list(distribution.resolve("repository"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
        jars.put(symbolicName(file), file);
      }
    }
  }

  /** Symbolic names of the project's own bundles. */
  List<String> own() {
    return jars.keySet().stream().filter(name -> name.startsWith("org.wardgate.")).toList();
  }

  /** Writes a package whose listed bundles have other versions; one of them may not start. */
  void write(Release release, String broken, Path file) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    StringBuilder manifest = new StringBuilder("Manifest-Version: 1.0\r\n");
    header(manifest, "DeploymentPackage-SymbolicName", "org.wardgate.gateway");
    header(manifest, "DeploymentPackage-Version", release.version());
    header(manifest, "Wardgate-Platform", "standalone");
    header(
        manifest,
        "Wardgate-Expires",
        Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString());
    for (Map.Entry<String, Path> jar : jars.entrySet()) {
      String name = String.valueOf(jar.getValue().getFileName());
      String other = release.bundles().get(jar.getKey());
      entries.put(
          name,
          other == null
              ? Files.readAllBytes(jar.getValue())
              : changed(jar.getValue(), other, jar.getKey().equals(broken)));
      manifest.append("\r\n");
      header(manifest, "Name", name);
      header(manifest, "Bundle-SymbolicName", jar.getKey());
      header(manifest, "Bundle-Version", other == null ? version(jar.getValue()) : other);
    }
    manifest.append("\r\n");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      put(zip, MANIFEST, manifest.toString().getBytes(StandardCharsets.UTF_8));
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        put(zip, entry.getKey(), entry.getValue());
      }
      try (Stream<Path> features = Files.list(distribution.resolve("features"))) {
        for (Path feature : features.sorted().toList()) {
          put(zip, "features/" + feature.getFileName(), Files.readAllBytes(feature));
        }
      }
    }
  }

  /** The version of each of the project's bundles among some jars. */
  static Map<String, String> versions(Path folder) throws IOException {
    Map<String, String> versions = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
        versions.put(symbolicName(file), version(file));
      }
    }
    return versions;
  }

  /** The version of each bundle in the distribution. */
  Map<String, String> distributed() throws IOException {
    Map<String, String> versions = new TreeMap<>();
    for (Map.Entry<String, Path> jar : jars.entrySet()) {
      versions.put(jar.getKey(), version(jar.getValue()));
    }
    return versions;
  }

  private static byte[] changed(Path jar, String version, boolean broken) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarFile source = new JarFile(jar.toFile())) {
      Manifest manifest = new Manifest(source.getManifest());
      manifest.getMainAttributes().putValue("Bundle-Version", version);
      if (broken) {
        manifest.getMainAttributes().putValue("Bundle-Activator", "no.such.Activator");
      }
      try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
        List<JarEntry> all = new ArrayList<>(source.stream().toList());
        for (JarEntry entry : all) {
          if (!entry.getName().equals(MANIFEST)) {
            out.putNextEntry(new ZipEntry(entry.getName()));
            try (InputStream in = source.getInputStream(entry)) {
              in.transferTo(out);
            }
          }
        }
      }
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    OutputStream out = zip;
    out.write(content);
    zip.closeEntry();
  }

  /** Lines of a manifest end after 72 bytes and go on after a space. */
  private static void header(StringBuilder manifest, String name, String value) {
    String line = name + ": " + value;
    int width = 70;
    manifest.append(line, 0, Math.min(width, line.length())).append("\r\n");
    for (int from = width; from < line.length(); from += width - 1) {
      manifest
          .append(' ')
          .append(line, from, Math.min(from + width - 1, line.length()))
          .append("\r\n");
    }
  }

  private static String symbolicName(Path jar) throws IOException {
    return header(jar, "Bundle-SymbolicName").split(";", 2)[0].strip();
  }

  private static String version(Path jar) throws IOException {
    return header(jar, "Bundle-Version");
  }

  private static String header(Path jar, String name) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Attributes main = file.getManifest().getMainAttributes();
      return Objects.requireNonNull(main.getValue(name), name + " of " + jar).strip();
    }
  }
}
