package org.wardgate.installer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.wardgate.installer.disk.DurableFiles;

/**
 * The packages of the set that counts and of the one before. Properties are written after the
 * package they are about; the package's hash tells which came through.
 */
final class Sets {

  private static final String CURRENT = "current";
  private static final String PREVIOUS = "previous";

  private final Path directory;
  private final DurableFiles files;

  Sets(HandOver handOver) {
    this.directory = handOver.sets();
    this.files = handOver.files();
  }

  /** The set that counts. */
  Optional<Staged> current() throws IOException {
    return read(CURRENT);
  }

  /** The set before it, if it is kept. */
  Optional<Staged> previous() throws IOException {
    return read(PREVIOUS);
  }

  private Optional<Staged> read(String name) throws IOException {
    try {
      return files
          .properties(directory.resolve(name + ".properties"))
          .map(properties -> Staged.of(directory.resolve(name + ".dp"), properties));
    } catch (IllegalArgumentException e) {
      throw new IOException(name + ".properties: " + e.getMessage(), e);
    }
  }

  /** Whether a set's package is there as it was, or it needs none. */
  boolean complete(Staged staged) throws IOException {
    return staged.id().equals(Staged.WITHOUT_PACKAGE)
        || (files.disk().exists(staged.file())
            && files.disk().sha256(staged.file()).equals(staged.id()));
  }

  /** Notes the set that was found running, whose package may lie elsewhere. */
  void found(String version, Optional<Path> base) throws IOException {
    files.disk().makeDirectory(directory);
    String id = Staged.WITHOUT_PACKAGE;
    if (base.isPresent()) {
      files.replace(directory.resolve(CURRENT + ".dp"), base.get());
      id = files.disk().sha256(directory.resolve(CURRENT + ".dp"));
    } else {
      files.remove(directory.resolve(CURRENT + ".dp"));
    }
    drop(PREVIOUS);
    files.write(directory.resolve(CURRENT + ".properties"), Map.of("id", id, "version", version));
  }

  /** A set counts, the one that did becomes the one before. Fine if begun before. */
  void advance(Staged staged) throws IOException {
    Optional<Staged> now = current();
    if (now.isPresent() && !now.get().id().equals(staged.id())) {
      if (complete(now.get())) {
        copy(now.get(), PREVIOUS);
      }
      copy(staged, CURRENT);
    }
  }

  /** The set before counts again, and there is none before it. Fine if begun before. */
  void retreat(Staged previous) throws IOException {
    Optional<Staged> now = current();
    if (now.isPresent() && !now.get().id().equals(previous.id())) {
      copy(previous, CURRENT);
    }
    drop(PREVIOUS);
  }

  private void copy(Staged staged, String name) throws IOException {
    if (files.disk().exists(staged.file())) {
      files.replace(directory.resolve(name + ".dp"), staged.file());
    } else {
      files.remove(directory.resolve(name + ".dp"));
    }
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("id", staged.id());
    properties.put("version", staged.version());
    properties.put("probes", String.join(",", staged.probes()));
    properties.put("installSeconds", Integer.toString(staged.installSeconds()));
    properties.put("probationSeconds", Integer.toString(staged.probationSeconds()));
    files.write(directory.resolve(name + ".properties"), properties);
  }

  private void drop(String name) throws IOException {
    files.remove(directory.resolve(name + ".properties"));
    files.remove(directory.resolve(name + ".dp"));
  }
}
