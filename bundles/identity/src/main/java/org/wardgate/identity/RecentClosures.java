package org.wardgate.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.wardgate.api.DeviceId;

/**
 * Devices whose sessions were just closed by order. What their LDevIDs are worth is being written
 * down at the same time, so for a moment none of them counts: a handshake that overlaps the order
 * must not survive it. Thread-safe.
 */
final class RecentClosures {
  /** How long. */
  static final long BARRED_NANOS = TimeUnit.SECONDS.toNanos(3);

  /** Most devices remembered; the oldest makes room. */
  static final int DEVICES_MAX_COUNT = 10_000;

  private final LongSupplier nanoTime;
  private final Map<DeviceId, Long> closedNanos =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<DeviceId, Long> eldest) {
          return size() > DEVICES_MAX_COUNT;
        }
      };

  RecentClosures(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  synchronized void add(DeviceId device) {
    closedNanos.remove(device);
    closedNanos.put(device, nanoTime.getAsLong());
  }

  synchronized boolean contains(DeviceId device) {
    Long closed = closedNanos.get(device);
    if (closed == null) {
      return false;
    }
    if (nanoTime.getAsLong() - closed < BARRED_NANOS) {
      return true;
    }
    closedNanos.remove(device);
    return false;
  }
}
