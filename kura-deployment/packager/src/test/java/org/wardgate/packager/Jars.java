package org.wardgate.packager;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Small jars to pack. */
final class Jars {
  private Jars() {}

  /** A bundle with classes of these names, with slashes; they hold nothing. */
  static Path bundle(Path folder, String name, String symbolicName, String... classes)
      throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    manifest.getMainAttributes().putValue("Bundle-SymbolicName", symbolicName);
    manifest.getMainAttributes().putValue("Bundle-Version", "1.2.3.q");
    return jar(folder.resolve(name), manifest, classes);
  }

  static Path jar(Path file, Manifest manifest, String... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      for (String entry : entries) {
        jar.putNextEntry(new ZipEntry(entry));
        jar.closeEntry();
      }
    }
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes.toByteArray());
  }
}
