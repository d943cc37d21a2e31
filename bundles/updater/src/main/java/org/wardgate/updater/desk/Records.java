package org.wardgate.updater.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.updater.files.Folders;
import org.wardgate.updater.files.PropertyFile;

/** All updates that are known, durably: one file each. Thread-safe. */
final class Records {
  /** Most updates that are kept; then the oldest that are over go. */
  static final int MAX_COUNT = 32;

  private static final Logger LOG = LoggerFactory.getLogger(Records.class);
  private static final String SUFFIX = ".properties";

  private final Path directory;
  private final Map<String, UpdateRecord> records = new HashMap<>();

  /**
   * Reads what is there. What is no record is removed; a file that cannot be read is left out and
   * stays: one bad file must not keep the gateway from taking updates.
   */
  Records(Path directory) throws IOException {
    this.directory = Folders.make(directory);
    for (String name : Folders.names(directory)) {
      if (name.endsWith(SUFFIX)) {
        read(directory.resolve(name));
      }
    }
  }

  private void read(Path file) throws IOException {
    try {
      UpdateRecord read = UpdateRecord.of(PropertyFile.read(file).orElse(Map.of()));
      if (!file.equals(file(read.id()))) {
        throw new IllegalArgumentException("it is about another update");
      }
      records.put(read.id(), read);
    } catch (IOException e) {
      LOG.error("{} cannot be read: its update is not known any more", file, e);
    } catch (IllegalArgumentException e) {
      LOG.warn("{} is no record of an update and is removed: {}", file, e.getMessage());
      Folders.remove(file);
    }
  }

  synchronized Optional<UpdateRecord> find(String id) {
    return Optional.ofNullable(records.get(id));
  }

  /** The newest first. */
  synchronized List<UpdateRecord> all() {
    return records.values().stream()
        .sorted(
            Comparator.comparing(UpdateRecord::since).reversed().thenComparing(UpdateRecord::id))
        .toList();
  }

  /** Keeps a record durably. */
  synchronized void keep(UpdateRecord kept) throws IOException {
    PropertyFile.write(file(kept.id()), kept.properties());
    records.put(kept.id(), kept);
  }

  synchronized void forget(String id) throws IOException {
    Folders.remove(file(id));
    records.remove(id);
  }

  private Path file(String id) {
    return directory.resolve(id + SUFFIX);
  }
}
