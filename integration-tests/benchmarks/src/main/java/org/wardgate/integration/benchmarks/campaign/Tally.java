package org.wardgate.integration.benchmarks.campaign;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.wardgate.api.Bytes;
import org.wardgate.integration.benchmarks.campaign.Target.Verdict;

/** What came of a campaign so far. Thread-safe. */
final class Tally {
  private static final int FINDINGS_MAX_COUNT = 100;

  private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
  private final List<String> findings = new ArrayList<>();
  private final long itemMaxNanos;
  private long count;
  private long worstNanos;
  private String worst = "";

  /**
   * @param itemMaxNanos CPU time that no item may take
   */
  Tally(long itemMaxNanos) {
    this.itemMaxNanos = itemMaxNanos;
  }

  synchronized void add(Target target, Bytes spoilt, Verdict verdict, long nanos) {
    count++;
    verdicts.merge(verdict, 1L, Long::sum);
    if (verdict == Verdict.ADMITTED) {
      finding(target, spoilt, "ADMITTED");
    }
    if (nanos > worstNanos) {
      worstNanos = nanos;
      worst = target.name();
    }
    if (nanos > itemMaxNanos) {
      finding(target, spoilt, "took " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms of CPU");
    }
  }

  synchronized void crashed(Target target, Bytes spoilt, Throwable failure) {
    count++;
    finding(target, spoilt, "crashed: " + failure);
  }

  private void finding(Target target, Bytes spoilt, String what) {
    if (findings.size() < FINDINGS_MAX_COUNT) {
      findings.add(target.name() + " " + what + "; input " + spoilt.hex());
    }
  }

  synchronized long count() {
    return count;
  }

  synchronized List<String> findings() {
    return List.copyOf(findings);
  }

  /** Count of each verdict, and the item that took longest. */
  synchronized String words() {
    return verdicts
        + ", longest item "
        + TimeUnit.NANOSECONDS.toMicros(worstNanos)
        + " us of CPU ("
        + worst
        + ")";
  }
}
