package org.wardgate.transport.coap.oscore;

/** Which of the peer's sequence numbers were seen (RFC 8613 §7.4). Not thread-safe. */
final class ReplayWindow {
  /** Numbers below the highest seen that may still come. */
  static final int SIZE = 32;

  private long highest = -1;
  private long seen;

  /** Whether a number is new. */
  boolean isNew(long number) {
    if (number > highest) {
      return true;
    }
    long back = highest - number;
    return back < SIZE && ((seen >> back) & 1) == 0;
  }

  /** Whether nothing newer was seen before. */
  boolean isNewest(long number) {
    return number >= highest;
  }

  /** Marks a number whose message was authentic. */
  void mark(long number) {
    if (number > highest) {
      long forward = number - highest;
      seen = forward >= SIZE ? 1 : (seen << forward) | 1;
      highest = number;
    } else if (highest - number < SIZE) {
      seen |= 1L << (highest - number);
    }
  }
}
