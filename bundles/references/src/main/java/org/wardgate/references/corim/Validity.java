package org.wardgate.references.corim;

import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborTag;
import org.wardgate.crypto.cbor.CborValue;

/**
 * When something counts.
 *
 * @param notBefore inclusive
 * @param notAfter inclusive
 */
public record Validity(Instant notBefore, Instant notAfter) {
  /** At any time. */
  public static final Validity ALWAYS = new Validity(Instant.MIN, Instant.MAX);

  private static final long TAG_EPOCH = 1;

  /** Latest time that is read: the end of the year 9999. */
  private static final long LATEST_SECONDS = 253_402_300_799L;

  /** A validity-map: label 0 not before, label 1 not after. */
  static Validity read(String where, CborValue value) throws RefusedException {
    return read(where, Expect.map(where, value), 0, 1);
  }

  static Validity read(String where, CborMap map, long notBefore, long notAfter)
      throws RefusedException {
    Optional<CborValue> from = map.get(notBefore);
    Optional<CborValue> to = map.get(notAfter);
    return new Validity(
        from.isPresent() ? time(where, from.get()) : Instant.MIN,
        to.isPresent() ? time(where, to.get()) : Instant.MAX);
  }

  private static Instant time(String where, CborValue value) throws RefusedException {
    CborValue seconds =
        value instanceof CborTag tag && tag.tag() == TAG_EPOCH ? tag.value() : value;
    if (seconds instanceof CborInt number
        && number.fitsLong()
        && number.asLong() >= 0
        && number.asLong() <= LATEST_SECONDS) {
      return Instant.ofEpochSecond(number.asLong());
    }
    throw Expect.malformed(where, "a time must be whole seconds since 1970, up to the year 9999");
  }

  /** Whether it counts then. */
  public boolean holdsAt(Instant at) {
    return !at.isBefore(notBefore) && !at.isAfter(notAfter);
  }
}
