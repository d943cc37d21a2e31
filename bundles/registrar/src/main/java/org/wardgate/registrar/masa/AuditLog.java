package org.wardgate.registrar.masa;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.registrar.json.JsonText;

/**
 * Which domains a MASA issued vouchers of a device for (RFC 8995 §5.8.1).
 *
 * @param domains their ids, in base64 without padding
 * @param removed entries that the MASA left out for other reasons than repetition
 */
public record AuditLog(Set<String> domains, long removed) {
  /** Most entries read. */
  static final int EVENTS_MAX_COUNT = 1_024;

  private static final int ID_MAX_CHARS = 128;
  private static final int COUNT_MAX_DIGITS = 9;
  private static final ErrorCode SUSPECT = OnboardingErrors.AUDIT_LOG_SUSPECT;

  /** Copies the set. */
  public AuditLog {
    domains = Set.copyOf(domains);
  }

  /**
   * Reads a log.
   *
   * @throws RefusedException AUDIT_LOG_SUSPECT if it is none
   */
  public static AuditLog of(Bytes json) throws RefusedException {
    CborValue value;
    try {
      value = JsonText.read(json, MasaClient.AUDIT_LOG_MAX_BYTES);
    } catch (CryptoException e) {
      throw new RefusedException(SUSPECT, String.valueOf(e.getMessage()), e);
    }
    if (!(value instanceof CborMap log)
        || count(log.get("version").orElse(null), 0) < 1
        || !(log.get("events").orElse(null) instanceof CborArray events)
        || events.items().size() > EVENTS_MAX_COUNT) {
      throw new RefusedException(SUSPECT, "no log of version 1 or above");
    }
    Set<String> domains = new HashSet<>();
    for (CborValue event : events.items()) {
      domains.add(domain(event));
    }
    CborValue truncation = log.get("truncation").orElse(CborMap.EMPTY);
    if (!(truncation instanceof CborMap counts)) {
      throw new RefusedException(SUSPECT, "a truncation that is no object");
    }
    return new AuditLog(domains, count(counts.get("arbitrary").orElse(null), 0));
  }

  private static String domain(CborValue event) throws RefusedException {
    if (event instanceof CborMap entry
        && entry.get("domainID").orElse(null) instanceof CborText id
        && id.value().length() <= ID_MAX_CHARS) {
      return DomainId.normal(id.value());
    }
    throw new RefusedException(SUSPECT, "an entry without domainID");
  }

  /** A count; the RFC's example writes them as text, its definition as numbers. */
  private static long count(@Nullable CborValue value, long absent) throws RefusedException {
    if (value == null) {
      return absent;
    }
    if (value instanceof CborInt number && number.fitsLong() && number.asLong() >= 0) {
      return number.asLong();
    }
    if (value instanceof CborText text
        && !text.value().isEmpty()
        && text.value().length() <= COUNT_MAX_DIGITS
        && text.value().chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Long.parseLong(text.value());
    }
    throw new RefusedException(SUSPECT, "a count that is no number");
  }

  /**
   * Refuses a log that names anybody else.
   *
   * @param own the ids of this ward
   * @throws RefusedException AUDIT_LOG_SUSPECT
   */
  public void requireOnly(Set<String> own) throws RefusedException {
    long others = domains.stream().filter(domain -> !own.contains(domain)).count();
    if (others > 0 || removed > 0) {
      throw new RefusedException(
          SUSPECT, others + " other domains, " + removed + " entries removed");
    }
    // it was issued a voucher a moment ago: a log without that is another device's
    if (domains.isEmpty()) {
      throw new RefusedException(SUSPECT, "the log does not even name this gateway");
    }
  }
}
