package org.wardgate.command.offline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds the journal people mean: its own folder, a data directory, or an instance. */
final class JournalFolder {

  private static final String FILE = "journal.db";

  private JournalFolder() {}

  /** The folder that holds the journal; the one named if none does. */
  static Path of(String name) {
    Path named = Path.of(name);
    return Stream.of(named, named.resolve("journal"), named.resolve("data/journal"))
        .filter(folder -> Files.exists(folder.resolve(FILE)))
        .findFirst()
        .orElse(named);
  }
}
