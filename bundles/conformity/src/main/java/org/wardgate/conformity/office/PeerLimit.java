package org.wardgate.conformity.office;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.wardgate.api.DeviceId;

/** How often each device may ask. Thread-safe. */
public final class PeerLimit {
  /** Requests of one device a second; twice as many at once. */
  static final double PEER_PER_SECOND_MAX = 2;

  /** Devices remembered; beyond it the one not heard of for longest is forgotten. */
  static final int PEERS_MAX_COUNT = 10_000;

  private final LongSupplier nanoTime;
  private final Map<DeviceId, TokenBucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DeviceId, TokenBucket> eldest) {
          return size() > PEERS_MAX_COUNT;
        }
      };

  /** Nobody has asked yet. */
  public PeerLimit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether one more request of that device is served. */
  public synchronized boolean permits(DeviceId device) {
    return buckets
        .computeIfAbsent(device, key -> new TokenBucket(PEER_PER_SECOND_MAX, nanoTime))
        .take();
  }
}
