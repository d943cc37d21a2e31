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
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.wardgate.installer.disk.DurableFiles;

/**
 * Where Kura keeps the deployment packages it installs at its start: files, and {@code
 * dpa.properties} with a line for each, {@code name=file:…}. Kura keeps those lines in memory and
 * writes them all again when somebody installs another package: so a package that is there is
 * replaced under the name it has, which Kura then repeats.
 */
final class KuraPackages {

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

  /** Lets Kura install this package at its next start. */
  void keep(String name, Path file) throws IOException {
    Optional<Path> present = find(name);
    if (present.isPresent()) {
      if (!files.disk().sha256(present.get()).equals(files.disk().sha256(file))) {
        files.replace(present.get(), file);
      }
      return;
    }
    Path properties = properties();
    Path kept = Objects.requireNonNull(properties.getParent()).resolve(name + ".dp");
    files.disk().makeDirectory(Objects.requireNonNull(properties.getParent()));
    files.replace(kept, file);
    String lines = Files.exists(properties) ? text(properties) : "";
    if (!lines.isEmpty() && !lines.endsWith("\n")) {
      lines += "\n";
    }
    // a later line of the same name counts
    String line = name + "=" + kept.toUri().toString().replace("file:///", "file:/") + "\n";
    files.write(properties, (lines + line).getBytes(StandardCharsets.ISO_8859_1));
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
