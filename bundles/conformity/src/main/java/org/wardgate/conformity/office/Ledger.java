package org.wardgate.conformity.office;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;

/**
 * The certificates that have not expired yet. In memory alone: after a restart none is known, and
 * an unknown one does not count. Thread-safe.
 */
final class Ledger {
  /**
   * Most certificates remembered: 10,000 devices in three formats share one, so this is room for
   * three changes each in five minutes. Beyond it the oldest is forgotten: unknown, as if revoked.
   */
  static final int ISSUED_MAX_COUNT = 32_768;

  /** How long an expired one is still known to have expired. */
  static final Duration REMEMBERED = Duration.ofSeconds(60);

  private final Map<Bytes, Issued> byId = new LinkedHashMap<>();
  private final Map<DeviceId, Deque<Issued>> byDevice = new HashMap<>();

  synchronized Optional<Issued> find(Bytes id) {
    return Optional.ofNullable(byId.get(id));
  }

  synchronized Optional<Issued> newest(DeviceId device) {
    return Optional.ofNullable(byDevice.get(device)).map(Deque::peekLast);
  }

  synchronized void add(Issued issued) {
    byId.put(issued.claims().id(), issued);
    byDevice.computeIfAbsent(issued.claims().device(), key -> new ArrayDeque<>()).addLast(issued);
    if (byId.size() > ISSUED_MAX_COUNT) {
      forget(byId.values().iterator().next());
    }
  }

  private void forget(Issued issued) {
    DeviceId device = issued.claims().device();
    byId.remove(issued.claims().id());
    Deque<Issued> others = byDevice.getOrDefault(device, new ArrayDeque<>());
    others.remove(issued);
    if (others.isEmpty()) {
      byDevice.remove(device);
    }
  }

  /** All that may still count. */
  synchronized List<Issued> live(Instant now) {
    return byId.values().stream().filter(one -> !one.expired(now) && !one.revoked()).toList();
  }

  /** Those of one device that may still count. */
  synchronized List<Issued> live(DeviceId device, Instant now) {
    return byDevice.getOrDefault(device, new ArrayDeque<>()).stream()
        .filter(one -> !one.expired(now) && !one.revoked())
        .toList();
  }

  synchronized void forget(Instant now) {
    byId.values().stream()
        .filter(one -> one.expired(now.minus(REMEMBERED)))
        .toList()
        .forEach(this::forget);
  }

  synchronized int size() {
    return byId.size();
  }
}
