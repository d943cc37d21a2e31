package org.wardgate.attestation.evidence;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.wardgate.api.DeviceId;
import org.wardgate.attestation.profile.ProtectionProfile;
import org.wardgate.attestation.profile.RuntimeProperty;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/**
 * When each device last told the properties that its profile wants at runtime. In memory: after a
 * restart, and for a device seen for the first time, the time runs from its first evidence. Time is
 * monotonic. Thread-safe.
 */
public final class RuntimeAges {
  private final int devicesMaxCount;
  private final LongSupplier nanoTime;
  private final Map<DeviceId, Map<String, Long>> toldNanos = new LinkedHashMap<>();

  /**
   * Empty.
   *
   * @param nanoTime a monotonic clock
   */
  public RuntimeAges(LongSupplier nanoTime) {
    this(nanoTime, NewestEvidence.DEVICES_MAX_COUNT);
  }

  RuntimeAges(LongSupplier nanoTime, int devicesMaxCount) {
    this.nanoTime = nanoTime;
    this.devicesMaxCount = devicesMaxCount;
  }

  /** Notes what runtime evidence tells; answers what it has not told for too long. */
  public synchronized Set<String> overdue(
      DeviceId device, ProtectionProfile profile, VerifiedEvidence verified) {
    if (profile.runtime().isEmpty()) {
      toldNanos.remove(device);
      return Set.of();
    }
    Map<String, Long> before = toldNanos.remove(device);
    Map<String, Long> told = before == null ? new HashMap<>() : before;
    Set<String> overdue = new HashSet<>();
    long now = nanoTime.getAsLong();
    Set<String> wanted = new HashSet<>();
    for (RuntimeProperty property : profile.runtime()) {
      wanted.add(property.fact());
      if (verified.facts().containsKey(property.fact())) {
        told.put(property.fact(), now);
      }
      long since = now - told.computeIfAbsent(property.fact(), fact -> now);
      if (since > Duration.ofSeconds(property.maxAgeSeconds()).toNanos()) {
        overdue.add(property.fact());
      }
    }
    told.keySet().retainAll(wanted);
    if (toldNanos.size() >= devicesMaxCount) {
      toldNanos.remove(toldNanos.keySet().iterator().next());
    }
    toldNanos.put(device, told);
    return overdue;
  }
}
