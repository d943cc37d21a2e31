package org.wardgate.onboarding;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;

/**
 * Which device proved which key lately: a request that comes again from another device is a replay,
 * or one key in two devices. Thread-safe.
 */
final class KeyOwners {
  /** Most keys remembered; the one proved longest ago makes room. */
  static final int KEYS_MAX_COUNT = 10_000;

  /** How long. */
  static final long REMEMBERED_NANOS = 24L * 3_600L * 1_000_000_000L;

  private final LongSupplier nanoTime;
  private final Map<Bytes, Owner> owners =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Owner> eldest) {
          return size() > KEYS_MAX_COUNT;
        }
      };

  private record Owner(DeviceId device, long sinceNanos) {}

  KeyOwners(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether the key is this device's, or nobody's so far; then it is this device's now. */
  synchronized boolean claim(Bytes spki, DeviceId device) {
    long now = nanoTime.getAsLong();
    Bytes digest = spki.sha256();
    Owner owner = owners.get(digest);
    if (owner != null
        && !owner.device().equals(device)
        && now - owner.sinceNanos() < REMEMBERED_NANOS) {
      return false;
    }
    owners.remove(digest); // the newest is last
    owners.put(digest, new Owner(device, now));
    return true;
  }
}
