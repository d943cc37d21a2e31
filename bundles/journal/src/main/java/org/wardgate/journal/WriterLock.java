package org.wardgate.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.JournalErrors;

/**
 * Keeps a second gateway from writing the same journal. The system frees it when a process dies.
 */
final class WriterLock implements AutoCloseable {
  private static final int ATTEMPTS_MAX_COUNT = 20;
  private static final long ATTEMPT_NANOS = 100_000_000;

  // POSIX: closing any descriptor of a file drops all locks the process has on it, so a journal
  // that this process writes must never be probed by opening its lock file once more
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private WriterLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock; waits 2 s at most, since a reader's probe holds it for a moment.
   *
   * @throws RefusedException if another process or journal has it
   */
  static WriterLock take(JournalFiles files) throws IOException, RefusedException {
    Path file = new JournalFiles(files.directory().toRealPath()).lock();
    if (!HELD_HERE.add(file)) {
      throw new RefusedException(JournalErrors.LOCKED, files.directory() + ", by this process");
    }
    boolean taken = false;
    try {
      FileChannel channel = lock(file);
      taken = true;
      return new WriterLock(file, channel);
    } finally {
      if (!taken) {
        HELD_HERE.remove(file);
      }
    }
  }

  /** Whether some process writes the journal now. */
  static boolean isHeld(JournalFiles files) throws IOException {
    Path file = new JournalFiles(files.directory().toRealPath()).lock();
    if (HELD_HERE.contains(file)) {
      return true;
    }
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return lock == null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD_HERE.remove(file);
  }

  // the lock lives as long as its channel
  private static FileChannel lock(Path file) throws IOException, RefusedException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      for (int attempt = 0; attempt < ATTEMPTS_MAX_COUNT && !taken; attempt++) {
        taken = channel.tryLock() != null;
        if (!taken) {
          LockSupport.parkNanos(ATTEMPT_NANOS);
        }
      }
    } finally {
      if (!taken) {
        channel.close();
      }
    }
    if (!taken) {
      throw new RefusedException(JournalErrors.LOCKED, file.toString());
    }
    return channel;
  }
}
