package org.wardgate.cloud.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.cloud.command.Sequences.Use;

/**
 * What was used up, as a file has it: {@code signer DIGEST SEQUENCE SECONDS} and {@code content
 * DIGEST SECONDS}, one a line. Immutable.
 *
 * @param signers what each used up last
 * @param contents of commands, and the seconds since 1970 at which they expire
 */
record UsedNumbers(Map<String, Last> signers, Map<String, Long> contents) {
  private static final Pattern SIGNER =
      Pattern.compile("signer ([0-9a-f]{64}) ([0-9]{1,19}) (-?[0-9]{1,18})");
  private static final Pattern CONTENT = Pattern.compile("content ([0-9a-f]{64}) (-?[0-9]{1,18})");
  private static final int FILE_MAX_BYTES = 2 * 1024 * 1024;

  UsedNumbers {
    signers = Map.copyOf(signers);
    contents = Map.copyOf(contents);
  }

  /**
   * The last command of a signer.
   *
   * @param sequence its number
   * @param signedAtSeconds when it was signed, in seconds since 1970
   */
  record Last(long sequence, long signedAtSeconds) {
    static final Last NONE = new Last(0, Long.MIN_VALUE);
  }

  static UsedNumbers none() {
    return new UsedNumbers(Map.of(), Map.of());
  }

  /** Fails for a file that is none: forgetting would let old commands count again. */
  static UsedNumbers read(Path file) throws IOException {
    Map<String, Last> signers = new TreeMap<>();
    Map<String, Long> contents = new TreeMap<>();
    try {
      Bytes bytes = DurableFile.readAtMost(file, FILE_MAX_BYTES);
      for (String line : new String(bytes.toArray(), StandardCharsets.US_ASCII).split("\n", -1)) {
        Matcher signer = SIGNER.matcher(line);
        Matcher content = CONTENT.matcher(line);
        if (signer.matches()) {
          Last last = new Last(Long.parseLong(signer.group(2)), Long.parseLong(signer.group(3)));
          signers.put(signer.group(1), last);
        } else if (content.matches()) {
          contents.put(content.group(1), Long.parseLong(content.group(2)));
        } else if (!line.isEmpty()) {
          throw new IOException(file.getFileName() + " is malformed");
        }
      }
      return new UsedNumbers(signers, contents);
    } catch (NoSuchFileException e) {
      return none();
    } catch (NumberFormatException e) {
      throw new IOException(file.getFileName() + " is malformed", e);
    }
  }

  /** The same without the contents that have expired. */
  UsedNumbers without(Instant now) {
    Map<String, Long> live = new TreeMap<>(contents);
    live.values().removeIf(expires -> expires < now.getEpochSecond());
    return new UsedNumbers(signers, live);
  }

  /** The same with one more. */
  UsedNumbers with(Use use) {
    Map<String, Last> more = new TreeMap<>(signers);
    more.put(use.signer(), new Last(use.sequence(), use.signedAt().getEpochSecond()));
    Map<String, Long> further = new TreeMap<>(contents);
    further.put(use.content(), use.expires().getEpochSecond());
    return new UsedNumbers(more, further);
  }

  /** The file. */
  String text() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(signers)
        .forEach(
            (signer, last) ->
                text.append("signer ")
                    .append(signer)
                    .append(' ')
                    .append(last.sequence())
                    .append(' ')
                    .append(last.signedAtSeconds())
                    .append('\n'));
    new TreeMap<>(contents)
        .forEach(
            (content, expires) ->
                text.append("content ").append(content).append(' ').append(expires).append('\n'));
    return text.toString();
  }
}
