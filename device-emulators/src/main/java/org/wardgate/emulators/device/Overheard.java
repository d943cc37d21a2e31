package org.wardgate.emulators.device;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.wardgate.api.Bytes;

/** Evidence of the ward's devices, as somebody with an ear inside one of them would know it. */
final class Overheard {
  private final Map<String, Bytes> evidenceByDevice = new ConcurrentHashMap<>();

  void note(String device, Bytes evidence) {
    evidenceByDevice.put(device, evidence);
  }

  /** Evidence the gateway accepted from another device. */
  Optional<Bytes> ofAnother(String device) {
    return evidenceByDevice.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(device))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
