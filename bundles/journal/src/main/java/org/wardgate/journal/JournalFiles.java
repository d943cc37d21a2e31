package org.wardgate.journal;

import java.nio.file.Path;

/**
 * The files of one journal.
 *
 * @param directory holds nothing else
 */
record JournalFiles(Path directory) {
  Path database() {
    return directory.resolve("journal.db");
  }

  Path writeAheadLog() {
    return directory.resolve("journal.db-wal");
  }

  Path sharedMemory() {
    return directory.resolve("journal.db-shm");
  }

  Path lock() {
    return directory.resolve("journal.lock");
  }

  Path head() {
    return directory.resolve("journal.head");
  }

  Path publicKey() {
    return directory.resolve("checkpoint-key.pem");
  }
}
