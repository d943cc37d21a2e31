package org.wardgate.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.journal.JournalEntry;
import org.wardgate.api.journal.JournalErrors;

/**
 * A {@link JournalEntry} that was checked and hashed on the caller's thread.
 *
 * @param atMillis milliseconds since 1970; finer parts are cut
 * @param kind as given
 * @param subject empty if none
 * @param payload as given
 * @param payloadSha256 its digest
 */
record PreparedEntry(
    long atMillis, String kind, String subject, Bytes payload, Bytes payloadSha256) {
  private static final Pattern KIND_FORM = Pattern.compile("[a-z0-9.-]{1,64}");
  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  /** What a record takes beside its payload, in bytes, at most. */
  private static final int OVERHEAD_BYTES = 512;

  static PreparedEntry of(JournalEntry entry) throws RefusedException {
    if (entry.payload().length() > Journal.PAYLOAD_MAX_BYTES) {
      throw new RefusedException(
          JournalErrors.TOO_LARGE,
          entry.payload().length() + " bytes, at most " + Journal.PAYLOAD_MAX_BYTES);
    }
    if (!KIND_FORM.matcher(entry.kind()).matches()) {
      throw new RefusedException(
          JournalErrors.MALFORMED, "kind must match " + KIND_FORM.pattern() + ": " + entry.kind());
    }
    if (entry.at().isBefore(EARLIEST) || entry.at().isAfter(LATEST)) {
      throw new RefusedException(JournalErrors.MALFORMED, "time is outside the years 0 to 9999");
    }
    return new PreparedEntry(
        entry.at().toEpochMilli(),
        entry.kind(),
        entry.subject().map(DeviceId::value).orElse(""),
        entry.payload(),
        entry.payload().sha256());
  }

  Head after(Head previous) {
    return previous.next(
        atMillis,
        kind.getBytes(StandardCharsets.UTF_8),
        subject.getBytes(StandardCharsets.UTF_8),
        payloadSha256);
  }

  int weightBytes() {
    return payload.length() + OVERHEAD_BYTES;
  }
}
