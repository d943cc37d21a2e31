package org.wardgate.decision.state;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wardgate.api.DeviceId;
import org.wardgate.api.view.TrustView.Exemption.Kind;

/** Which devices have exemptions, and when these end. Not thread-safe. */
final class ExemptionIndex {
  private final Set<DeviceId> devices = new TreeSet<>();
  private final Map<DeviceId, Map<Kind, Long>> ends = new HashMap<>();

  void see(DeviceCase c) {
    if (c.exemptions().all().isEmpty()) {
      devices.remove(c.device());
    } else {
      devices.add(c.device());
    }
  }

  void forget(DeviceId device) {
    devices.remove(device);
  }

  Set<DeviceId> devices() {
    return Collections.unmodifiableSet(devices);
  }

  Optional<Long> endOf(DeviceId device, Kind kind) {
    return Optional.ofNullable(ends.getOrDefault(device, Map.of()).get(kind));
  }

  Outcome set(Outcome.EndsIs endsIs) {
    Optional<Long> old = endOf(endsIs.device(), endsIs.kind());
    Map<Kind, Long> changed = new EnumMap<>(Kind.class);
    changed.putAll(ends.getOrDefault(endsIs.device(), Map.of()));
    endsIs
        .monotonicMillis()
        .ifPresentOrElse(at -> changed.put(endsIs.kind(), at), () -> changed.remove(endsIs.kind()));
    if (changed.isEmpty()) {
      ends.remove(endsIs.device());
    } else {
      ends.put(endsIs.device(), changed);
    }
    return new Outcome.EndsIs(endsIs.device(), endsIs.kind(), old);
  }
}
