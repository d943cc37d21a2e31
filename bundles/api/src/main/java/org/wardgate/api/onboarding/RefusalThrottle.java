package org.wardgate.api.onboarding;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.Problem;

/**
 * How many refusals of strangers are reported: each stranger's at most once a second, and {@value
 * #PER_SECOND_MAX} a second in all. Anybody on the ward's network may knock as often as he likes;
 * what is left out is counted in the next report. Thread-safe.
 */
public final class RefusalThrottle {
  /** Reports a second, and at once. */
  public static final int PER_SECOND_MAX = 10;

  /** Strangers remembered, to report each once a second. */
  public static final int REMEMBERED_MAX_COUNT = 1_024;

  private static final double SECOND_NANOS = 1e9;

  private final LongSupplier nanos;
  private final Map<Bytes, Long> reported =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Long> eldest) {
          return size() > REMEMBERED_MAX_COUNT;
        }
      };
  private double tokens = PER_SECOND_MAX;
  private long earnedAt;
  private long leftOut;

  /**
   * Reports nothing itself.
   *
   * @param nanos a monotonic clock
   */
  public RefusalThrottle(LongSupplier nanos) {
    this.nanos = nanos;
    this.earnedAt = nanos.getAsLong();
  }

  /**
   * Whether a refusal is to be reported.
   *
   * @param stranger digest of who was refused
   * @return how many were left out since the last one that was; empty if this one is left out too
   */
  public synchronized OptionalLong admit(Bytes stranger) {
    if (!due(stranger)) {
      leftOut++;
      return OptionalLong.empty();
    }
    long missed = leftOut;
    leftOut = 0;
    return OptionalLong.of(missed);
  }

  /** A report that told of so many could not be recorded: they, and it, count as left out. */
  public synchronized void notRecorded(long missed) {
    leftOut += missed + 1;
  }

  /** A problem that tells how many others were left out. */
  public static Problem counted(Problem problem, long missed) {
    return missed == 0
        ? problem
        : new Problem(
            problem.code(),
            problem.reason(),
            "(after " + missed + " refusals not listed) " + problem.detail(),
            problem.remedy());
  }

  private boolean due(Bytes stranger) {
    long now = nanos.getAsLong();
    Long last = reported.get(stranger);
    if (last != null && now - last < SECOND_NANOS) {
      return false;
    }
    tokens = Math.min(PER_SECOND_MAX, tokens + (now - earnedAt) / SECOND_NANOS * PER_SECOND_MAX);
    earnedAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    reported.remove(stranger);
    reported.put(stranger, now);
    return true;
  }
}
