package org.wardgate.pki;

import java.time.Instant;

/** Comparing instants. */
final class Times {
  private Times() {}

  static Instant earliest(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
