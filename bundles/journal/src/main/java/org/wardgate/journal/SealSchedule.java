package org.wardgate.journal;

/** When the head is to be signed: after so many records, or so long after a change. One thread. */
final class SealSchedule {
  private final int afterCount;
  private final long afterNanos;
  private long sealedSequence = -1;
  private long triedAtNanos = System.nanoTime();

  SealSchedule(JournalLimits limits) {
    this.afterCount = limits.sealAfterCount();
    this.afterNanos = limits.sealAfter().toNanos();
  }

  /** Whether enough records came since. */
  boolean isDueByCount(Head head) {
    return head.sequence() - sealedSequence >= afterCount;
  }

  /** Whether a changed head waited long enough. */
  boolean isDueByTime(Head head) {
    return isOpen(head) && System.nanoTime() - triedAtNanos >= afterNanos;
  }

  /** Whether the head is not the signed one. */
  boolean isOpen(Head head) {
    return head.sequence() != sealedSequence;
  }

  /** How long until {@link #isDueByTime}; the longest wait if nothing is open. */
  long waitNanos(Head head, long longestNanos) {
    if (!isOpen(head)) {
      return longestNanos;
    }
    return Math.max(0, Math.min(longestNanos, triedAtNanos + afterNanos - System.nanoTime()));
  }

  void sealed(Head head) {
    sealedSequence = head.sequence();
    triedAtNanos = System.nanoTime();
  }

  /** It did not work: not again before the time is over. */
  void failed() {
    triedAtNanos = System.nanoTime();
  }
}
