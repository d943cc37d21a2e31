package org.wardgate.decision.state;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.enforcement.EnforcementIntent.Placement;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.transport.TransportKind;

/**
 * How a device reaches us.
 *
 * @param transport what carries its datagrams
 * @param address its IP address as text, empty if not known
 * @param bindings every address with its hardware address, the one it joined with first; empty
 *     until its hardware address is known
 */
public record Location(TransportKind transport, String address, List<NetworkBinding> bindings) {
  /** Copies the list. */
  public Location {
    bindings = List.copyOf(bindings);
  }

  /** With one address, or none. */
  public Location(TransportKind transport, String address, Optional<NetworkBinding> binding) {
    this(transport, address, binding.stream().toList());
  }

  /** The address it joined with. */
  public Optional<NetworkBinding> binding() {
    return bindings.stream().findFirst();
  }

  /** The bindings, one with this address first. */
  public List<NetworkBinding> joinedFirst(String newAddress) {
    List<NetworkBinding> all = new ArrayList<>(bindings);
    all.sort(
        java.util.Comparator.comparing(
            b -> !b.address().getHostAddress().equals(newAddress))); // stable, false first
    return List.copyOf(all);
  }

  /** Whether the hardware address behind its present address is known. */
  public boolean bound() {
    return bindings.stream().anyMatch(b -> b.address().getHostAddress().equals(address));
  }

  /** Found there: further addresses stay if they are behind the same hardware address. */
  public Location joinedAt(NetworkBinding found) {
    List<NetworkBinding> all = new ArrayList<>();
    all.add(found);
    bindings.stream()
        .filter(b -> b.mac().equals(found.mac()) && !b.equals(found))
        .limit(Placement.BINDINGS_MAX_COUNT - 1L)
        .forEach(all::add);
    return new Location(transport, address, all);
  }

  /** With exactly these addresses besides the one it joined with. */
  public Location withFurther(String mac, Set<InetAddress> addresses) {
    List<NetworkBinding> all = new ArrayList<>();
    binding().ifPresent(all::add);
    addresses.stream()
        .map(a -> new NetworkBinding(a, mac))
        .filter(b -> !all.contains(b))
        .sorted(java.util.Comparator.comparing(b -> b.address().getHostAddress()))
        .limit(Placement.BINDINGS_MAX_COUNT - (long) all.size())
        .toList()
        .forEach(all::add);
    return new Location(transport, address, all);
  }

  /** Without an address that is another device's now. */
  public Location without(NetworkBinding lost) {
    return new Location(
        transport, address, bindings.stream().filter(b -> !b.equals(lost)).toList());
  }
}
