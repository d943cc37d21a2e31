package org.wardgate.transport.coap;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was dropped before it cost anything, by reason. Thread-safe. */
final class Drops {
  /** Why a datagram or a record was dropped. */
  enum Reason {
    /** It is no DTLS 1.2 record. */
    NO_RECORD,
    /** Too many client hellos of its address. */
    HELLOS_OF_ADDRESS,
    /** Too many client hellos without cookie of strangers. */
    HELLOS_OVERALL,
    /** Too many client hellos of strangers with a cookie, right or made up. */
    COOKIES_OVERALL,
    /** Too many handshakes begun a second by strangers. */
    HANDSHAKES_OVERALL,
    /** Too many unfinished handshakes of its address. */
    HALF_OPEN_OF_ADDRESS,
    /** Too many unfinished handshakes of strangers. */
    HALF_OPEN_OVERALL,
    /** Too many records of its address and port. */
    RECORDS_OF_ADDRESS,
    /** Of no session, not decryptable, replayed, or of a session that is closed. */
    RECORD_OF_NOBODY
  }

  private final Map<Reason, LongAdder> counts = new EnumMap<>(Reason.class);

  Drops() {
    for (Reason reason : Reason.values()) {
      counts.put(reason, new LongAdder());
    }
  }

  void count(Reason reason) {
    LongAdder adder = counts.get(reason);
    if (adder != null) {
      adder.increment();
    }
  }

  long of(Reason reason) {
    LongAdder adder = counts.get(reason);
    return adder == null ? 0 : adder.sum();
  }

  long total() {
    return counts.values().stream().mapToLong(LongAdder::sum).sum();
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
