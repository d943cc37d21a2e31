package org.wardgate.vulnerabilities.read;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.vulnerability.VulnerabilityErrors;
import org.wardgate.vulnerabilities.model.Limits;

/** Values that several formats have. Stateless. */
final class Fields {
  private static final Pattern CVE = Pattern.compile("CVE-[0-9]{4}-[0-9]{4,19}");
  private static final Pattern PRINTABLE = Pattern.compile("\\P{C}+");

  private Fields() {}

  /** RFC 3339 §5.6. */
  static Instant instant(String text) throws RefusedException {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new RefusedException(VulnerabilityErrors.MALFORMED, "not a date and time: " + text, e);
    }
  }

  /** A day alone or a date and time. */
  static Instant dayOrInstant(String text) throws RefusedException {
    return instant(text.length() == "2026-01-01".length() ? text + "T00:00:00Z" : text);
  }

  /** The name of something: printable, not empty, not long. */
  static String id(String text, String what) throws RefusedException {
    if (text.length() > Limits.ID_MAX_CHARS
        || !PRINTABLE.matcher(text).matches()
        || !text.strip().equals(text)) {
      throw new RefusedException(VulnerabilityErrors.MALFORMED, what + " is no name: " + text);
    }
    return text;
  }

  static boolean isCve(String text) {
    return CVE.matcher(text).matches();
  }

  static RefusedException missing(String what) {
    return new RefusedException(VulnerabilityErrors.MALFORMED, what + " is missing");
  }

  static RefusedException tooMany(String what, int limit) {
    return new RefusedException(VulnerabilityErrors.TOO_LARGE, "more than " + limit + " " + what);
  }
}
