package org.wardgate.integration.kura;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A Kura's files, of which each test class has its own, and the ports. */
final class Site {
  static final int HTTP_PORT = port("http");
  static final int COAPS_PORT = port("coaps");
  static final int OTHER_COAPS_PORT = port("coaps.other");
  static final int DNS_PORT = port("dns");

  private final Path directory;

  private Site(Path directory) {
    this.directory = directory;
  }

  /** A free one, the same within this process, whoever loads this class. */
  private static int port(String name) {
    return Integer.parseInt(
        (String)
            System.getProperties()
                .computeIfAbsent(
                    "wardgate.test.port." + name, key -> Integer.toString(anyFreePort())));
  }

  private static int anyFreePort() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket stream = new ServerSocket(0, 1, loopback);
        DatagramSocket datagrams = new DatagramSocket(stream.getLocalPort(), loopback)) {
      return datagrams.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one of a test class. */
  static Site of(Class<?> test) {
    return new Site(target().resolve(suite()).resolve("sites").resolve(test.getSimpleName()));
  }

  /** {@code kura-5} or {@code kura-6}. */
  static String suite() {
    return System.getProperty("wardgate.kura", "kura-5");
  }

  /** The older one is too old for an identity service. */
  static String kuraVersion() {
    return suite().equals("kura-5") ? "5.4.2" : "6.0.0";
  }

  static Path target() {
    return Path.of(System.getProperty("wardgate.target", "target"));
  }

  Path directory() {
    return directory;
  }

  /** What Kura has on disk. */
  Path kura() {
    return directory.resolve("kura");
  }

  /** Where the gateway keeps its data on this Kura. */
  Path data() {
    return kura().resolve("data/wardgate");
  }

  /** The package as the build made it. */
  static Path deploymentPackage() throws IOException {
    return built("org\\.wardgate\\.gateway-[0-9].*\\.dp");
  }

  /** The package of what installs the other one. */
  static Path installerPackage() throws IOException {
    return built("org\\.wardgate\\.installer-[0-9].*\\.dp");
  }

  private static Path built(String name) throws IOException {
    Path packages = Path.of(System.getProperty("wardgate.packages", ""));
    try (Stream<Path> files = Files.list(packages)) {
      return files
          .filter(f -> f.getFileName().toString().matches(name))
          .findFirst()
          .orElseThrow(() -> new IOException("no deployment package in " + packages));
    }
  }

  /** Removes what an earlier run left. */
  void erase() throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
