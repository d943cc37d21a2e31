package org.wardgate.identity;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.wardgate.api.DeviceId;

/**
 * How often devices changed their place. One that is here and there in turn is two, even if neither
 * ever answers. Thread-safe.
 */
final class Moves {
  /** Moves within {@link #PERIOD_NANOS} that one device may make. */
  static final int MOVES_MAX_COUNT = 4;

  /** A minute. */
  static final long PERIOD_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** Most devices remembered; the one that moved longest ago makes room. */
  static final int DEVICES_MAX_COUNT = 10_000;

  private final LongSupplier nanoTime;
  private final Map<DeviceId, Deque<Long>> movedNanos =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<DeviceId, Deque<Long>> eldest) {
          return size() > DEVICES_MAX_COUNT;
        }
      };

  Moves(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Counts a move; false if it is one too many. */
  synchronized boolean move(DeviceId device) {
    long now = nanoTime.getAsLong();
    Deque<Long> moves = movedNanos.remove(device);
    if (moves == null) {
      moves = new ArrayDeque<>(2);
    }
    movedNanos.put(device, moves); // the newest is last
    while (!moves.isEmpty() && now - moves.getFirst() >= PERIOD_NANOS) {
      moves.removeFirst();
    }
    if (moves.size() >= MOVES_MAX_COUNT) {
      return false;
    }
    moves.addLast(now);
    return true;
  }
}
