package org.wardgate.ward.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.network.NetworkErrors;
import org.wardgate.api.network.NetworkEvent.AddressesSeen;
import org.wardgate.api.policy.NetworkBinding;

/**
 * Which addresses are behind the hardware addresses of devices. An address that two of them claim
 * belongs to neither, unless one has shaken hands from it: then it stays that one's until another
 * does. Confined to one thread.
 */
final class NeighbourWatch {
  /** Most hardware addresses watched; the one bound longest ago makes room. */
  static final int MACS_MAX_COUNT = 20_000;

  /** Most addresses of a hardware address; more are left out until one is forgotten. */
  static final int ADDRESSES_MAX_COUNT = 8;

  /** How long an address that is not seen any more is kept: the kernel forgets who is silent. */
  static final long KEPT_NANOS = 3_600L * 1_000_000_000L;

  /** How long an address that two claim belongs to neither. */
  static final long CONTESTED_NANOS = 300L * 1_000_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(NeighbourWatch.class);

  private final LongSupplier nanoTime;
  private final Map<String, Device> devices = new LinkedHashMap<>();
  private final Map<InetAddress, Holding> holdings = new HashMap<>();

  /** What was reported last of a watched hardware address, and what is known now. */
  private static final class Device {
    private final Set<InetAddress> addresses = new HashSet<>();
    private Set<InetAddress> reported = Set.of();
  }

  /** Who has an address. */
  private static final class Holding {
    private String mac;
    private long seenNanos;
    private boolean proven;
    private boolean contested;

    Holding(String mac, long seenNanos) {
      this.mac = mac;
      this.seenNanos = seenNanos;
    }
  }

  NeighbourWatch(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** A device has shaken hands from here: its hardware address is watched from now on. */
  void bound(NetworkBinding binding) {
    long now = nanoTime.getAsLong();
    Device device = devices.remove(binding.mac());
    if (device == null) {
      device = new Device();
      device.reported = Set.of(binding.address());
    }
    devices.put(binding.mac(), device); // the newest is last
    if (devices.size() > MACS_MAX_COUNT) {
      Iterator<Map.Entry<String, Device>> oldest = devices.entrySet().iterator();
      oldest.next().getValue().addresses.forEach(holdings::remove);
      oldest.remove();
    }
    boolean ipv4 = binding.address() instanceof Inet4Address;
    for (InetAddress earlier : device.addresses) {
      Holding holding = holdings.get(earlier);
      if (holding != null && earlier instanceof Inet4Address == ipv4) {
        holding.proven = false; // it has moved
      }
    }
    release(binding.address());
    makeRoom(device, now);
    Holding holding = new Holding(binding.mac(), now);
    holding.proven = true;
    holdings.put(binding.address(), holding);
    device.addresses.add(binding.address());
  }

  /** Takes in what the kernel knows now; what has changed. */
  List<AddressesSeen> look(Collection<Neighbour> neighbours, WardPrefixes prefixes) {
    long now = nanoTime.getAsLong();
    for (Neighbour neighbour : neighbours) {
      if (prefixes.ofDevice(neighbour.address())) {
        see(neighbour, now);
      }
    }
    forget(now);
    List<AddressesSeen> changes = new ArrayList<>();
    devices.forEach(
        (mac, device) -> {
          if (!device.addresses.equals(device.reported)) {
            device.reported = Set.copyOf(device.addresses);
            changes.add(
                new AddressesSeen(
                    new CorrelationId("net-" + UUID.randomUUID()), mac, device.reported));
          }
        });
    return changes;
  }

  /** The report was not taken: it is due again. */
  void unreported(String mac) {
    Device device = devices.get(mac);
    if (device != null) {
      device.reported = Set.of();
    }
  }

  private void see(Neighbour neighbour, long now) {
    InetAddress address = neighbour.address();
    Holding holding = holdings.get(address);
    if (holding == null) {
      take(neighbour, now);
    } else if (holding.mac.equals(neighbour.mac())) {
      if (holding.proven || !holding.contested) {
        holding.seenNanos = now;
        holding.contested = false;
      }
    } else if (holding.proven) {
      if (!holding.contested) {
        conflict(address, holding.mac, neighbour.mac());
        holding.contested = true; // said once, until the holder is seen again
      }
    } else if (!holding.contested && now - holding.seenNanos > CONTESTED_NANOS) {
      release(address);
      take(neighbour, now);
    } else {
      contest(holding, neighbour, now);
    }
  }

  private void take(Neighbour neighbour, long now) {
    Device device = devices.get(neighbour.mac());
    if (device != null && makeRoom(device, now)) {
      device.addresses.add(neighbour.address());
      holdings.put(neighbour.address(), new Holding(neighbour.mac(), now));
    }
  }

  private void contest(Holding holding, Neighbour neighbour, long now) {
    if (!holding.contested) {
      conflict(neighbour.address(), holding.mac, neighbour.mac());
      holding.contested = true;
      Device before = devices.get(holding.mac);
      if (before != null) {
        before.addresses.remove(neighbour.address());
      }
    }
    holding.mac = neighbour.mac();
    holding.seenNanos = now; // the dispute begins anew
  }

  /** Whether there is room for one more; what is not seen now makes it, the oldest first. */
  private boolean makeRoom(Device device, long now) {
    while (device.addresses.size() >= ADDRESSES_MAX_COUNT) {
      InetAddress oldest = null;
      long oldestNanos = 0;
      for (InetAddress address : device.addresses) {
        Holding holding = holdings.get(address);
        long age = holding == null ? Long.MAX_VALUE : now - holding.seenNanos;
        if (age > oldestNanos && (holding == null || !holding.proven)) {
          oldest = address;
          oldestNanos = age;
        }
      }
      if (oldest == null) {
        return false;
      }
      release(oldest);
    }
    return true;
  }

  private void forget(long now) {
    List<InetAddress> gone = new ArrayList<>();
    holdings.forEach(
        (address, holding) -> {
          long limitNanos = holding.contested ? CONTESTED_NANOS : KEPT_NANOS;
          if (!holding.proven && now - holding.seenNanos > limitNanos) {
            gone.add(address);
          }
        });
    gone.forEach(this::release);
  }

  private void release(InetAddress address) {
    Holding holding = holdings.remove(address);
    Device device = holding == null ? null : devices.get(holding.mac);
    if (device != null) {
      device.addresses.remove(address);
    }
  }

  private static void conflict(InetAddress address, String one, String other) {
    ErrorCode code = NetworkErrors.ADDRESS_CONFLICT;
    LOG.warn(
        "{} {}: {} of {} and {}", code.code(), code.reason(), address.getHostAddress(), one, other);
  }
}
