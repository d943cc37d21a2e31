package org.wardgate.names;

import java.net.InetAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Lets each source ask so often and no more. Confined to one thread. */
final class SourceLimiter {
  /** Questions a second of one source. */
  static final int PER_SECOND_MAX = 20;

  /** Questions at once after a silence. */
  static final int BURST_MAX_COUNT = 60;

  /** Most sources remembered; the one that was quiet longest makes room. */
  static final int SOURCES_MAX_COUNT = 4_096;

  private static final long NANOS_PER_QUESTION = 1_000_000_000L / PER_SECOND_MAX;

  private final LongSupplier nanoTime;
  private final Map<InetAddress, Long> paidUntilNanos = new LinkedHashMap<>(64, 0.75f, true);

  SourceLimiter(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  boolean allows(InetAddress source) {
    long now = nanoTime.getAsLong();
    long earliest = now - BURST_MAX_COUNT * NANOS_PER_QUESTION;
    Long known = paidUntilNanos.get(source);
    long paidUntil = known == null || known - earliest < 0 ? earliest : known;
    if (paidUntil + NANOS_PER_QUESTION - now > 0) {
      return false;
    }
    paidUntilNanos.put(source, paidUntil + NANOS_PER_QUESTION);
    if (paidUntilNanos.size() > SOURCES_MAX_COUNT) {
      Iterator<InetAddress> quietest = paidUntilNanos.keySet().iterator();
      quietest.next();
      quietest.remove();
    }
    return true;
  }
}
