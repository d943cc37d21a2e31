package org.wardgate.installer.deploymentadmin;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.installer.disk.DurableFiles;

/**
 * Where Kura keeps the deployment packages it installs at its start: files, and {@code
 * dpa.properties} with a line for each, {@code name=file:…}. A package is kept as a file of its
 * own, named {@code name_version.dp} as Kura itself names it: under another name Kura would move it
 * at its next start and write its list anew, not safe from a power cut. Kura reads the list each
 * time before it changes it, so a line that was changed here stays.
 */
final class KuraPackages {

  private static final Logger LOG = LoggerFactory.getLogger(KuraPackages.class);

  private static final int PROPERTIES_MAX_BYTES = 65_536;

  private final DurableFiles files;
  private final BundleContext context;

  KuraPackages(DurableFiles files, BundleContext context) {
    this.files = files;
    this.context = context;
  }

  /** The package of that name that Kura installs at its start. */
  Optional<Path> find(String name) throws IOException {
    Path properties = properties();
    if (!Files.exists(properties)) {
      return Optional.empty();
    }
    String location = read(properties).getProperty(name);
    if (location == null) {
      return Optional.empty();
    }
    Path file = path(location);
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /**
   * Lets Kura install this package at its next start. The file it installs until then is left as it
   * is: it may belong to somebody else.
   */
  void keep(String name, Path file) throws IOException {
    Optional<Path> present = find(name);
    if (present.isPresent()
        && files.disk().sha256(present.get()).equals(files.disk().sha256(file))) {
      return;
    }
    Path properties = properties();
    Path directory = Objects.requireNonNull(properties.getParent());
    files.disk().makeDirectory(directory);
    Path kept = directory.resolve(name + "_" + version(file) + ".dp");
    present.ifPresent(before -> removeOlder(directory, name, Set.of(before, kept)));
    files.replace(kept, file);
    String line = name + "=" + kept.toUri().toString().replace("file:///", "file:/") + "\n";
    String lines = Files.exists(properties) ? text(properties) : "";
    files.write(
        properties, (DpaLines.without(lines, name) + line).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String version(Path file) throws IOException {
    try {
      return Version.parseVersion(PackageFile.read(file).version()).toString();
    } catch (IllegalArgumentException e) {
      throw new IOException("the package's version is malformed", e);
    }
  }

  /** Removes what was kept here before the last time. */
  private void removeOlder(Path directory, String name, Set<Path> needed) {
    try {
      for (String other : files.disk().list(directory)) {
        Path file = directory.resolve(other);
        if (other.startsWith(name + "_") && other.endsWith(".dp") && !needed.contains(file)) {
          files.remove(file);
        }
      }
    } catch (IOException e) {
      LOG.warn("older packages stay in {}: {}", directory, e.getMessage());
    }
  }

  private Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text(file)));
      return properties;
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is malformed", e);
    }
  }

  private String text(Path file) throws IOException {
    return new String(files.disk().read(file, PROPERTIES_MAX_BYTES), StandardCharsets.ISO_8859_1);
  }

  private static Path path(String location) throws IOException {
    if (!location.toLowerCase(Locale.ROOT).startsWith("file:")) {
      throw new IOException("not a file: " + location);
    }
    try {
      return Path.of(URI.create(location.replace(" ", "%20")));
    } catch (IllegalArgumentException e) {
      return Path.of(location.substring("file:".length()));
    }
  }

  private Path properties() throws IOException {
    String set = property("dpa.configuration");
    if (set != null && !set.isBlank()) {
      return Path.of(set);
    }
    String data = property("kura.data");
    if (data == null || data.isBlank()) {
      String home = property("kura.home");
      if (home == null || home.isBlank()) {
        throw new IOException("neither dpa.configuration nor kura.data nor kura.home is set");
      }
      // Kura's own layout: the data directory lies beside the program's
      return Path.of(home).resolveSibling("data").resolve("packages/dpa.properties");
    }
    return Path.of(data).resolve("packages/dpa.properties");
  }

  /** A framework's launch property, or else the process's. */
  private @Nullable String property(String name) {
    return context.getProperty(name);
  }
}
