package org.wardgate.trust;

/** Numbers from outside, made fit to calculate with: what is no number counts as the worst. */
final class Numbers {
  private Numbers() {}

  /** Between 0 and the limit; no number at all is the limit. */
  static double upTo(double limit, double value) {
    return value < limit ? Math.max(0, value) : limit;
  }

  /** What is left after an age: half after each half-life, all of it before; never NaN. */
  static double left(double ageSeconds, double halfLifeSeconds) {
    return Math.pow(2, -upTo(Double.MAX_VALUE, ageSeconds) / halfLifeSeconds);
  }

  static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
