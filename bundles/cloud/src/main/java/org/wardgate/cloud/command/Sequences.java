package org.wardgate.cloud.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.cloud.CloudErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;

/**
 * The last sequence number of each signer, on disk before a command is carried out: whatever
 * happens then, no command is carried out twice. Thread-safe.
 */
final class Sequences {
  /** Most signers; nobody trusts more people with a ward. */
  static final int SIGNERS_MAX_COUNT = 1_000;

  private static final Pattern LINE = Pattern.compile("[0-9a-f]{64} [0-9]{1,19}");
  private static final int FILE_MAX_BYTES = 1024 * 1024;

  private final Path file;
  private final Map<String, Long> last = new TreeMap<>();
  private boolean known;

  Sequences(Path file) {
    this.file = file;
  }

  /**
   * Uses a number up.
   *
   * @param signer 64 hexadecimal digits
   * @throws RefusedException WG-CLD-0008 if it was; WG-CLD-0011 if that cannot be kept
   */
  synchronized void use(String signer, long sequence) throws RefusedException {
    try {
      read();
      long before = last.getOrDefault(signer, 0L);
      if (sequence <= before) {
        throw new RefusedException(
            CloudErrors.COMMAND_REPLAYED, sequence + " is not higher than " + before);
      }
      if (before == 0 && last.size() >= SIGNERS_MAX_COUNT) {
        throw new RefusedException(
            CloudErrors.COMMAND_FAILED, SIGNERS_MAX_COUNT + " signers are known");
      }
      Map<String, Long> next = new TreeMap<>(last);
      next.put(signer, sequence);
      DurableFile.write(file, Bytes.of(text(next).getBytes(StandardCharsets.US_ASCII)));
      last.put(signer, sequence);
    } catch (IOException e) {
      throw new RefusedException(
          CloudErrors.COMMAND_FAILED, "sequence numbers cannot be kept: " + e.getMessage(), e);
    }
  }

  /** A file that cannot be read stops commands: forgetting would let old ones count again. */
  private void read() throws IOException {
    if (known) {
      return;
    }
    try {
      Bytes content = DurableFile.readAtMost(file, FILE_MAX_BYTES);
      for (String line : new String(content.toArray(), StandardCharsets.US_ASCII).split("\n", -1)) {
        if (!line.isEmpty()) {
          if (!LINE.matcher(line).matches()) {
            throw new IOException(file.getFileName() + " is malformed");
          }
          last.put(line.substring(0, 64), Long.parseLong(line.substring(65)));
        }
      }
    } catch (NoSuchFileException e) {
      last.clear();
    } catch (NumberFormatException e) {
      throw new IOException(file.getFileName() + " is malformed", e);
    }
    known = true;
  }

  private static String text(Map<String, Long> sequences) {
    StringBuilder text = new StringBuilder();
    sequences.forEach((signer, n) -> text.append(signer).append(' ').append(n).append('\n'));
    return text.toString();
  }
}
