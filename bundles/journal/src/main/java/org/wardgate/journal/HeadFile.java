package org.wardgate.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;

/**
 * The last acknowledged head, outside the database: SQLite silently drops a write-ahead log from
 * its first damaged byte on, and this file tells. It is written after each commit, never before,
 * and not fsynced: after a crash of the process it is exact, after a power cut it may be older, it
 * is never newer. Two slots of one disk sector each are written in turn. Not thread-safe.
 */
final class HeadFile implements AutoCloseable {
  private static final int SLOT_BYTES = 512;
  private static final int SLOTS_COUNT = 2;
  private static final Pattern FORM =
      Pattern.compile("(wardgate-head-1 ([0-9]{1,19}) ([0-9a-f]{64})) ([0-9a-f]{64})\n *");

  private final FileChannel channel;
  private int nextSlot;

  private HeadFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * What the file says.
   *
   * @param heads of the readable slots
   * @param damaged whether a slot cannot be read
   */
  record Content(List<Head> heads, boolean damaged) {
    Content {
      heads = List.copyOf(heads);
    }

    long lastSequence() {
      return heads.stream().mapToLong(Head::sequence).max().orElse(0);
    }
  }

  /** Opens the file to write, with both slots at the given head. */
  static HeadFile open(Path file, Head head) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    byte[] slot = encode(head);
    try (FileChannel made =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (int number = 0; number < SLOTS_COUNT; number++) {
        writeFully(made, slot, (long) number * SLOT_BYTES);
      }
      made.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new HeadFile(FileChannel.open(file, StandardOpenOption.WRITE));
  }

  /** Reads the file; no heads if there is none. */
  static Content read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new Content(List.of(), false);
    }
    if (Files.size(file) != SLOTS_COUNT * SLOT_BYTES) {
      return new Content(List.of(), true);
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    List<Head> heads = new ArrayList<>();
    boolean damaged = false;
    for (int number = 0; number < SLOTS_COUNT; number++) {
      Matcher slot = FORM.matcher(text.substring(number * SLOT_BYTES, (number + 1) * SLOT_BYTES));
      if (slot.matches() && digest(slot.group(1)).equals(slot.group(4))) {
        heads.add(new Head(Long.parseLong(slot.group(2)), Bytes.ofHex(slot.group(3))));
      } else {
        damaged = true;
      }
    }
    return new Content(heads, damaged);
  }

  void write(Head head) throws IOException {
    writeFully(channel, encode(head), (long) nextSlot * SLOT_BYTES);
    nextSlot = (nextSlot + 1) % SLOTS_COUNT;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static byte[] encode(Head head) {
    String fields = "wardgate-head-1 " + head.sequence() + " " + head.chainSha256().hex();
    String line = fields + " " + digest(fields) + "\n";
    return (line + " ".repeat(SLOT_BYTES - line.length())).getBytes(StandardCharsets.US_ASCII);
  }

  private static String digest(String fields) {
    return Bytes.of(fields.getBytes(StandardCharsets.US_ASCII)).sha256().hex();
  }

  private static void writeFully(FileChannel channel, byte[] content, long position)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(content);
    while (buffer.hasRemaining()) {
      channel.write(buffer, position + buffer.position());
    }
  }
}
