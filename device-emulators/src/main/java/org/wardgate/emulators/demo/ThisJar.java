package org.wardgate.emulators.demo;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** Where this code was loaded from. */
final class ThisJar {
  private ThisJar() {}

  /** A class path with everything the demo's other processes need. */
  static String classPath() {
    Path location = location();
    // in development the classes lie in a folder, and their libraries beside them on the class path
    return Files.isRegularFile(location)
        ? location.toString()
        : System.getProperty("java.class.path", "");
  }

  /** The distribution's top folder: the one above that holds {@code lib/launcher}. */
  static Path home() {
    for (Path folder = location(); folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("lib").resolve("launcher"))) {
        return folder;
      }
    }
    return Path.of("").toAbsolutePath();
  }

  /**
   * Where instances lie: {@code $WARDGATE_HOME}, or {@code .wardgate} in {@code $WARDGATE_ROOT} or
   * here.
   */
  static Path instances() {
    String home = System.getenv("WARDGATE_HOME");
    String root = System.getenv("WARDGATE_ROOT");
    return home != null ? Path.of(home) : Path.of(root == null ? "" : root, ".wardgate");
  }

  private static Path location() {
    CodeSource source = ThisJar.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IllegalStateException("this code has no location");
    }
    try {
      return Path.of(source.getLocation().toURI()).toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("this code's location is not a path", e);
    }
  }
}
