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
import org.wardgate.api.platform.DurableFile;

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
  private @Nullable Map<String, Known> knownById;

  AdvisoryLedger(Path directory) {
    this.file = directory.resolve("versions");
  }

  private record Known(String issuer, long version, String sha256, Instant issuedAt) {
    /** Every version of its id has expired by then. */
    boolean goneAt(Instant now) {
      return issuedAt.plus(AdvisoryLimits.LIFETIME_MAX).isBefore(now);
    }
  }

  /**
   * Takes note of a verified advisory; on return it is on disk. The same file again changes
   * nothing.
   *
   * @throws RefusedException ADVISORY_ROLLBACK; ADVISORY_SIGNER if its id is another issuer's;
   *     ADVISORY_NOT_KEPT if the disk fails or the ledger is full
   */
  void admit(Advisory advisory, Instant now) throws RefusedException {
    Map<String, Known> before = knownById == null ? read() : knownById;
    knownById = before;
    Known last = before.get(advisory.id());
    if (last != null && isKnown(advisory, last)) {
      return;
    }
    Map<String, Known> after = new HashMap<>(before);
    after.values().removeIf(entry -> entry.goneAt(now));
    after.put(
        advisory.id(),
        new Known(
            advisory.issuer(), advisory.version(), advisory.contentSha256(), advisory.issuedAt()));
    if (after.size() > AdvisoryLimits.REMEMBERED_MAX_COUNT) {
      throw notKept("more than " + AdvisoryLimits.REMEMBERED_MAX_COUNT + " advisories");
    }
    write(after);
    knownById = after;
  }

  /** Whether it is the very one that is known; refuses what must not replace it. */
  private static boolean isKnown(Advisory advisory, Known last) throws RefusedException {
    // People and commands name advisories by their id alone.
    if (!last.issuer.equals(advisory.issuer())) {
      throw new RefusedException(
          MudErrors.ADVISORY_SIGNER, advisory.id() + " is an advisory of " + last.issuer);
    }
    if (last.version > advisory.version()) {
      throw rollback("version " + advisory.version() + ", known is " + last.version);
    }
    if (last.version < advisory.version()) {
      return false;
    }
    if (!last.sha256.equals(advisory.contentSha256())) {
      throw rollback("version " + last.version + " is known with other content");
    }
    return true;
  }

  private Map<String, Known> read() throws RefusedException {
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
    Map<String, Known> entries = new HashMap<>();
    for (int i = 1; i < lines.length - 1; i++) {
      Matcher line = LINE.matcher(lines[i]);
      if (!line.matches()) {
        throw damaged();
      }
      if (entries.put(line.group(2), entry(line)) != null) {
        throw damaged();
      }
    }
    return entries;
  }

  private Known entry(Matcher line) throws RefusedException {
    try {
      return new Known(
          line.group(1),
          Long.parseLong(line.group(3)),
          line.group(4),
          Instant.parse(line.group(5)));
    } catch (DateTimeException e) {
      throw damaged();
    }
  }

  private void write(Map<String, Known> entries) throws RefusedException {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    entries.forEach(
        (id, entry) ->
            text.append(entry.issuer)
                .append(' ')
                .append(id)
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
