package org.wardgate.decision.state;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.DeviceId;
import org.wardgate.api.policy.NetworkBinding;

/** Which device is where. Not thread-safe: one thread owns it. */
final class BindingIndex {
  private final Map<NetworkBinding, DeviceId> byBinding = new HashMap<>();
  private final Map<String, Set<DeviceId>> byMac = new HashMap<>();
  private final Map<InetAddress, Set<DeviceId>> byAddress = new HashMap<>();

  void add(DeviceCase c) {
    for (NetworkBinding b : c.location().bindings()) {
      byBinding.put(b, c.device());
      byMac.computeIfAbsent(b.mac(), mac -> new HashSet<>()).add(c.device());
      byAddress.computeIfAbsent(b.address(), address -> new HashSet<>()).add(c.device());
    }
  }

  void remove(DeviceCase c) {
    for (NetworkBinding b : c.location().bindings()) {
      byBinding.remove(b, c.device());
      remove(byMac, b.mac(), c.device());
      remove(byAddress, b.address(), c.device());
    }
  }

  private static <K> void remove(Map<K, Set<DeviceId>> index, K key, DeviceId device) {
    Set<DeviceId> devices = index.get(key);
    if (devices != null && devices.remove(device) && devices.isEmpty()) {
      index.remove(key);
    }
  }

  Optional<DeviceId> at(NetworkBinding binding) {
    return Optional.ofNullable(byBinding.get(binding));
  }

  Set<DeviceId> withMac(String mac) {
    return Set.copyOf(byMac.getOrDefault(mac, Set.of()));
  }

  Set<DeviceId> withAddress(InetAddress address) {
    return Set.copyOf(byAddress.getOrDefault(address, Set.of()));
  }
}
