package org.wardgate.vulnerabilities.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.api.vulnerability.VulnerabilityErrors;
import org.wardgate.vulnerabilities.model.Limits;
import org.wardgate.vulnerabilities.model.VersionOrder;

/**
 * Remembers, across restarts and power cuts, the newest version of each document. Not thread-safe.
 */
final class Ledger {
  private static final String HEADER = "wardgate-vulnerabilities 1";
  private static final Pattern LINE =
      Pattern.compile(
          "([0-9a-f]{64}) ([0-9a-f]{64}) ([0-9]{1,9}) ([0-9TZ:.-]{1,40}) ([0-9TZ:.-]{1,40})"
              + " ([0-9a-f]{0,512})");
  private static final int FILE_MAX_BYTES = 1_024 * Limits.DOCUMENTS_MAX_COUNT;

  private final Path file;
  private Map<String, Entry> entries = Map.of();

  Ledger(Path directory) {
    this.file = directory.resolve("versions");
  }

  /**
   * A document that was taken.
   *
   * @param sha256 of its content, which is also the name of the kept file
   * @param length of its content in bytes
   * @param issuedAt what it says about when it was issued
   * @param takenAt when its signature was verified
   * @param version what it calls its version, may be empty
   */
  record Entry(String sha256, int length, Instant issuedAt, Instant takenAt, String version) {}

  /** Reads what is on disk; what is damaged is refused and nothing is remembered until it is. */
  void load() throws RefusedException {
    Bytes content;
    try {
      content = DurableFile.readAtMost(file, FILE_MAX_BYTES);
    } catch (NoSuchFileException e) {
      entries = Map.of();
      return;
    } catch (IOException e) {
      throw notKept("cannot read " + file + ": " + e);
    }
    String[] lines = new String(content.toArray(), StandardCharsets.US_ASCII).split("\n", -1);
    // What ends without a line end was cut off.
    if (!lines[0].equals(HEADER) || !lines[lines.length - 1].isEmpty()) {
      throw damaged();
    }
    Map<String, Entry> read = new HashMap<>();
    for (int i = 1; i < lines.length - 1; i++) {
      Matcher line = LINE.matcher(lines[i]);
      if (!line.matches() || read.put(line.group(1), entry(line)) != null) {
        throw damaged();
      }
    }
    entries = Map.copyOf(read);
  }

  private Entry entry(Matcher line) throws RefusedException {
    try {
      return new Entry(
          line.group(2),
          Integer.parseInt(line.group(3)),
          Instant.parse(line.group(4)),
          Instant.parse(line.group(5)),
          new String(Bytes.ofHex(line.group(6)).toArray(), StandardCharsets.UTF_8));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw damaged();
    }
  }

  /** All entries by the digest of their key. */
  Map<String, Entry> entries() {
    return entries;
  }

  Optional<Entry> entry(String keyDigest) {
    return Optional.ofNullable(entries.get(keyDigest));
  }

  /**
   * Refuses what is older than the known one, and the same version with other content.
   *
   * @return whether it is the very one that is known
   */
  static boolean isKnown(Optional<Entry> known, Entry offered) throws RefusedException {
    if (known.isEmpty()) {
      return false;
    }
    Entry last = known.get();
    if (last.sha256.equals(offered.sha256)) {
      return true;
    }
    int versions = VersionOrder.NATURAL.compare(offered.version, last.version);
    if (!offered.issuedAt.isAfter(last.issuedAt) || versions < 0) {
      throw new RefusedException(
          VulnerabilityErrors.ROLLBACK,
          "version "
              + offered.version
              + " of "
              + offered.issuedAt
              + ", known is "
              + last.version
              + " of "
              + last.issuedAt);
    }
    return false;
  }

  /** Remembers; on return it is on disk. */
  void put(String keyDigest, Entry entry) throws RefusedException {
    Map<String, Entry> after = new HashMap<>(entries);
    after.put(keyDigest, entry);
    write(after);
    entries = Map.copyOf(after);
  }

  private void write(Map<String, Entry> all) throws RefusedException {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    all.forEach(
        (key, entry) ->
            text.append(key)
                .append(' ')
                .append(entry.sha256)
                .append(' ')
                .append(entry.length)
                .append(' ')
                .append(entry.issuedAt)
                .append(' ')
                .append(entry.takenAt)
                .append(' ')
                .append(Bytes.of(entry.version.getBytes(StandardCharsets.UTF_8)).hex())
                .append('\n'));
    try {
      DurableFile.write(file, Bytes.of(text.toString().getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw notKept("cannot write " + file + ": " + e);
    }
  }

  private RefusedException damaged() {
    return notKept(file + " is damaged; restore it, or remove it to start over");
  }

  private static RefusedException notKept(String detail) {
    return new RefusedException(VulnerabilityErrors.NOT_KEPT, detail);
  }
}
