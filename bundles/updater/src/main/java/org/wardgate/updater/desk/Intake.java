package org.wardgate.updater.desk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateErrors;
import org.wardgate.updater.files.Folders;

/**
 * Brings a package to the disk while it arrives, as {@code ID.part}; {@code ID.dp} is one whose
 * digest is the signed one. Whatever fails leaves nothing.
 */
final class Intake {
  /** Longest time a package may take to arrive. */
  static final Duration PATIENCE = Duration.ofMinutes(15);

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path directory;
  private final Room room;
  private final LongSupplier nanoTime;

  Intake(Path directory, Room room, LongSupplier nanoTime) {
    this.directory = directory;
    this.room = room;
    this.nanoTime = nanoTime;
  }

  /** Where packages may be written to. */
  interface Room {
    /** Opens a file for writing. */
    OutputStream open(Path file) throws IOException;

    /** Fails if the disk must not be filled further. */
    void check(Path directory) throws IOException;
  }

  /** The disk, less what the journal needs to go on. */
  record Disk(long keptBytes) implements Room {
    @Override
    public OutputStream open(Path file) throws IOException {
      return new SyncedFile(
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE));
    }

    @Override
    public void check(Path directory) throws IOException {
      long free = Files.getFileStore(directory).getUsableSpace();
      if (free < keptBytes) {
        throw new IOException("only " + free + " bytes are free, " + keptBytes + " are kept free");
      }
    }
  }

  /** On the disk when it is closed. */
  private static final class SyncedFile extends OutputStream {
    private final FileChannel channel;

    SyncedFile(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] content, int offset, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(content, offset, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }

    @Override
    public void close() throws IOException {
      try (channel) {
        if (channel.isOpen()) {
          channel.force(true);
        }
      }
    }
  }

  /** Where a package lies whose digest was right. */
  Path taken(String id) {
    return directory.resolve(id + ".dp");
  }

  /**
   * Takes a package.
   *
   * @throws RefusedException WG-UPD-0002, WG-UPD-0003 or WG-UPD-0010; nothing is left
   */
  Path take(String id, InputStream content, long maxBytes) throws RefusedException {
    Path part = directory.resolve(id + ".part");
    try {
      String digest = copy(content, part, maxBytes);
      if (!digest.equals(id)) {
        throw new RefusedException(UpdateErrors.WRONG_CONTENT, "its SHA-256 is " + digest);
      }
      Folders.rename(part, taken(id));
      return taken(id);
    } catch (IOException e) {
      throw new RefusedException(UpdateErrors.NO_ROOM, String.valueOf(e.getMessage()), e);
    } finally {
      discard(part);
    }
  }

  /** Whether a package that was taken is still what was signed. */
  void recheck(String id) throws RefusedException {
    try (InputStream content = Files.newInputStream(taken(id))) {
      MessageDigest digest = sha256();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      if (!HexFormat.of().formatHex(digest.digest()).equals(id)) {
        throw new RefusedException(UpdateErrors.WRONG_CONTENT, "it changed on the disk");
      }
    } catch (IOException e) {
      throw new RefusedException(UpdateErrors.WRONG_CONTENT, "it cannot be read any more", e);
    }
  }

  /** Removes a file that may be there. */
  void discard(Path file) {
    try {
      Folders.remove(file);
    } catch (IOException e) {
      // tried again at the next start, which removes all such files
      org.slf4j.LoggerFactory.getLogger(Intake.class).warn("{} cannot be removed", file, e);
    }
  }

  private String copy(InputStream content, Path part, long maxBytes)
      throws IOException, RefusedException {
    long deadline = nanoTime.getAsLong() + PATIENCE.toNanos();
    MessageDigest digest = sha256();
    room.check(directory);
    try (OutputStream out = room.open(part)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long length = 0;
      for (int n = read(content, buffer); n >= 0; n = read(content, buffer)) {
        length += n;
        if (length > maxBytes) {
          throw new RefusedException(
              UpdateErrors.BAD_PACKAGE, "it is larger than " + maxBytes + " bytes");
        }
        if (nanoTime.getAsLong() - deadline > 0) {
          throw new RefusedException(
              UpdateErrors.WRONG_CONTENT, "it takes longer than " + PATIENCE.toMinutes() + " min");
        }
        room.check(directory);
        digest.update(buffer, 0, n);
        out.write(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static int read(InputStream content, byte[] buffer) throws RefusedException {
    try {
      return content.read(buffer);
    } catch (IOException e) {
      throw new RefusedException(
          UpdateErrors.WRONG_CONTENT, "it stopped arriving: " + e.getMessage(), e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
