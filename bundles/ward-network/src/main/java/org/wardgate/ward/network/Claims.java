package org.wardgate.ward.network;

import java.net.InetAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.wardgate.api.DeviceId;
import org.wardgate.api.policy.NetworkBinding;

/**
 * Who has which addresses, for a while: a device that comes back renews its claim, one that was
 * replaced loses it. Two devices with one address at the same time are a conflict. Confined to one
 * thread.
 */
final class Claims {
  /** Most claims remembered; the oldest makes room. */
  static final int CLAIMS_MAX_COUNT = 20_000;

  /** How long a claim holds without being renewed. */
  static final long CLAIM_NANOS = 300L * 1_000_000_000L;

  private final LongSupplier nanoTime;
  private final Map<InetAddress, Claim> byAddress = new LinkedHashMap<>();
  private final Map<String, Claim> byMac = new LinkedHashMap<>();

  private record Claim(DeviceId device, long untilNanos) {}

  Claims(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Claims both addresses for a device.
   *
   * @return the other device that has one of them; then nothing is claimed
   */
  Optional<DeviceId> claim(DeviceId device, NetworkBinding binding) {
    long now = nanoTime.getAsLong();
    Optional<DeviceId> other =
        holder(byAddress, binding.address(), device, now)
            .or(() -> holder(byMac, binding.mac(), device, now));
    if (other.isEmpty()) {
      Claim claim = new Claim(device, now + CLAIM_NANOS);
      put(byAddress, binding.address(), claim);
      put(byMac, binding.mac(), claim);
    }
    return other;
  }

  private static <K> Optional<DeviceId> holder(
      Map<K, Claim> claims, K key, DeviceId device, long now) {
    return Optional.ofNullable(claims.get(key))
        .filter(claim -> claim.untilNanos() - now > 0)
        .map(Claim::device)
        .filter(holder -> !holder.equals(device));
  }

  private static <K> void put(Map<K, Claim> claims, K key, Claim claim) {
    claims.remove(key); // the newest is last
    claims.put(key, claim);
    if (claims.size() > CLAIMS_MAX_COUNT) {
      Iterator<K> oldest = claims.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }
}
