package org.wardgate.transport.coap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.wardgate.api.DeviceId;

/**
 * Remembers which devices were closed and when, by a counter. Who was authenticated before its
 * device was closed and finishes its handshake after shall not have a session. Thread-safe.
 */
final class Closures {
  /** Devices remembered; a handshake older than a forgotten closure is not trusted either. */
  static final int REMEMBERED_MAX_COUNT = 4096;

  private final AtomicLong counter = new AtomicLong();
  private final Map<DeviceId, Long> last = new LinkedHashMap<>(16, 0.75f, true);
  private long forgotten;

  /** The present, to be compared later. */
  long now() {
    return counter.get();
  }

  /** Notes that a device is closed now. */
  synchronized void close(DeviceId device) {
    last.put(device, counter.incrementAndGet());
    if (last.size() > REMEMBERED_MAX_COUNT) {
      var eldest = last.entrySet().iterator();
      forgotten = Math.max(forgotten, eldest.next().getValue());
      eldest.remove();
    }
  }

  /** Whether the device was, or may have been, closed after a moment that {@link #now} gave. */
  synchronized boolean closedSince(DeviceId device, long moment) {
    return forgotten > moment || last.getOrDefault(device, 0L) > moment;
  }
}
