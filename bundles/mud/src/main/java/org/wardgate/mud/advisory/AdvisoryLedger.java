package org.wardgate.mud.advisory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.mud.disk.DurableFile;

/**
 * Remembers, across restarts and power cuts, the newest version of each advisory, so that nobody
 * can bring back an older one. Not thread-safe.
 */
final class AdvisoryLedger {
  private static final String HEADER = "wardgate-advisories 1";
  private static final Pattern LINE =
      Pattern.compile(
          "([!-~]{1,64}) ([!-~]{1,64}) ([0-9]{1,16}) ([0-9a-f]{64}) ([0-9TZ:.-]{1,40})");
  private static final int FILE_MAX_BYTES = 256 * AdvisoryLimits.REMEMBERED_MAX_COUNT;

  private final Path file;
  private @Nullable Map<Key, Known> known;

  AdvisoryLedger(Path directory) {
    this.file = directory.resolve("versions");
  }

  private record Key(String issuer, String id) {}

  private record Known(long version, String sha256, Instant issuedAt) {
    /** Every version of its id has expired by then. */
    boolean goneAt(Instant now) {
      return issuedAt.plus(AdvisoryLimits.LIFETIME_MAX).isBefore(now);
    }
  }

  /**
   * Takes note of a verified advisory; on return it is on disk. The same file again changes
   * nothing.
   *
   * @throws RefusedException ADVISORY_ROLLBACK; ADVISORY_NOT_KEPT if the disk fails or the ledger
   *     is full
   */
  void admit(Advisory advisory, Instant now) throws RefusedException {
    Map<Key, Known> before = known == null ? read() : known;
    known = before;
    Key key = new Key(advisory.issuer(), advisory.id());
    Known last = before.get(key);
    if (last != null && last.version == advisory.version()) {
      if (last.sha256.equals(advisory.contentSha256())) {
        return;
      }
      throw rollback("version " + last.version + " is known with other content");
    }
    if (last != null && last.version > advisory.version()) {
      throw rollback("version " + advisory.version() + ", known is " + last.version);
    }
    Map<Key, Known> after = new HashMap<>(before);
    after.values().removeIf(entry -> entry.goneAt(now));
    after.put(key, new Known(advisory.version(), advisory.contentSha256(), advisory.issuedAt()));
    if (after.size() > AdvisoryLimits.REMEMBERED_MAX_COUNT) {
      throw notKept("more than " + AdvisoryLimits.REMEMBERED_MAX_COUNT + " advisories");
    }
    write(after);
    known = after;
  }

  private Map<Key, Known> read() throws RefusedException {
    Bytes content;
    try {
      content = DurableFile.readAtMost(file, FILE_MAX_BYTES);
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (IOException e) {
      throw notKept("cannot read " + file + ": " + e);
    }
    String[] lines = new String(content.toArray(), StandardCharsets.UTF_8).split("\n", -1);
    // What ends without a line end was cut off.
    if (!lines[0].equals(HEADER) || !lines[lines.length - 1].isEmpty()) {
      throw damaged();
    }
    Map<Key, Known> entries = new HashMap<>();
    for (int i = 1; i < lines.length - 1; i++) {
      Matcher line = LINE.matcher(lines[i]);
      if (!line.matches()) {
        throw damaged();
      }
      entries.put(new Key(line.group(1), line.group(2)), entry(line));
    }
    return entries;
  }

  private Known entry(Matcher line) throws RefusedException {
    try {
      return new Known(Long.parseLong(line.group(3)), line.group(4), Instant.parse(line.group(5)));
    } catch (DateTimeException e) {
      throw damaged();
    }
  }

  private void write(Map<Key, Known> entries) throws RefusedException {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    entries.forEach(
        (key, entry) ->
            text.append(key.issuer)
                .append(' ')
                .append(key.id)
                .append(' ')
                .append(entry.version)
                .append(' ')
                .append(entry.sha256)
                .append(' ')
                .append(entry.issuedAt)
                .append('\n'));
    try {
      DurableFile.write(file, Bytes.of(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw notKept("cannot write " + file + ": " + e);
    }
  }

  private RefusedException damaged() {
    return notKept(file + " is damaged; restore it or remove it to start over");
  }

  private static RefusedException notKept(String detail) {
    return new RefusedException(MudErrors.ADVISORY_NOT_KEPT, detail);
  }

  private static RefusedException rollback(String detail) {
    return new RefusedException(MudErrors.ADVISORY_ROLLBACK, detail);
  }
}
