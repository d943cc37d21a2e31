package org.wardgate.integration.kura;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where this suite's files are, and its ports. */
final class Site {
  static final int HTTP_PORT = 18490;
  static final int COAPS_PORT = 15694;
  static final int DNS_PORT = 15393;

  private Site() {}

  /** {@code kura-5} or {@code kura-6}. */
  static String suite() {
    return System.getProperty("wardgate.kura", "kura-5");
  }

  static Path target() {
    return Path.of(System.getProperty("wardgate.target", "target"));
  }

  static Path directory() {
    return target().resolve(suite()).resolve("site");
  }

  /** The package as the build made it. */
  static Path deploymentPackage() throws IOException {
    Path packages = Path.of(System.getProperty("wardgate.packages", ""));
    try (Stream<Path> files = Files.list(packages)) {
      return files
          .filter(f -> f.getFileName().toString().matches("org\\.wardgate\\.gateway-[0-9].*\\.dp"))
          .findFirst()
          .orElseThrow(() -> new IOException("no deployment package in " + packages));
    }
  }

  /** Removes what an earlier run left. */
  static void erase(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
