package org.wardgate.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A database opened so that its directory stays as it is, whatever state it was left in.
 *
 * @param connection reads only
 * @param copy a private copy to be removed, absent if there is none
 */
record OfflineFile(Connection connection, Optional<Path> copy) implements AutoCloseable {

  static OfflineFile open(JournalFiles files) throws IOException, SQLException {
    if (WriterLock.isHeld(files)) {
      return opened(files, "mode=ro");
    }
    boolean hasLog = Files.exists(files.writeAheadLog()) && Files.size(files.writeAheadLog()) > 0;
    if (!hasLog) {
      return opened(files, "immutable=1");
    }
    if (Files.exists(files.sharedMemory())) {
      // what a killed gateway left: SQLite builds the log's index in its own memory instead
      return opened(files, "mode=ro&readonly_shm=1");
    }
    return openedCopy(files);
  }

  @Override
  public void close() throws SQLException, IOException {
    connection.close();
    if (copy.isPresent()) {
      remove(new JournalFiles(copy.get()));
    }
  }

  private static OfflineFile opened(JournalFiles files, String parameters) throws SQLException {
    return new OfflineFile(Database.openReader(files.database(), parameters), Optional.empty());
  }

  // a log without its shared memory, as in a backup: SQLite would have to write beside it
  private static OfflineFile openedCopy(JournalFiles files) throws IOException, SQLException {
    JournalFiles copy = new JournalFiles(Files.createTempDirectory("wardgate-journal-"));
    boolean opened = false;
    try {
      Files.copy(files.database(), copy.database());
      Files.copy(files.writeAheadLog(), copy.writeAheadLog());
      Connection connection = Database.openReader(copy.database());
      opened = true;
      return new OfflineFile(connection, Optional.of(copy.directory()));
    } finally {
      if (!opened) {
        remove(copy);
      }
    }
  }

  private static void remove(JournalFiles copy) throws IOException {
    Files.deleteIfExists(copy.sharedMemory());
    Files.deleteIfExists(copy.writeAheadLog());
    Files.deleteIfExists(copy.database());
    Files.deleteIfExists(copy.directory());
  }
}
