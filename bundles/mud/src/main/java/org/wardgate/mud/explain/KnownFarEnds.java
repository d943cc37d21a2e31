package org.wardgate.mud.explain;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.policy.FarEnds;
import org.wardgate.api.policy.Remote;
import org.wardgate.mud.file.AddressLiteral;
import org.wardgate.mud.file.Cidr;

/**
 * Far ends that somebody lists: nobody else belongs to them. Remembers about which it was asked and
 * knew nothing. Confined to one thread.
 */
public final class KnownFarEnds implements FarEnds {
  private final List<Cidr> localNetworks;
  private final Map<String, Set<InetAddress>> members;
  private final Set<String> unknown = new LinkedHashSet<>();

  /**
   * @param localNetworks what {@code local-networks} stands for
   * @param members addresses by DNS name, controller class ({@code my-controller} or a URI),
   *     manufacturer (authority of its MUD URLs), model (MUD URL) or hardware address
   */
  public KnownFarEnds(List<Cidr> localNetworks, Map<String, Set<InetAddress>> members) {
    this.localNetworks = List.copyOf(localNetworks);
    this.members = Map.copyOf(members);
  }

  @Override
  public boolean contains(Remote remote, InetAddress address) {
    if (remote instanceof Remote.LocalNetworks) {
      if (localNetworks.isEmpty()) {
        unknown.add("local-networks");
      }
      Cidr one = AddressLiteral.range(address);
      return localNetworks.stream().anyMatch(network -> network.covers(one));
    }
    String key = key(remote);
    Optional<Set<InetAddress>> known = Optional.ofNullable(members.get(key));
    if (known.isEmpty()) {
      unknown.add(key);
    }
    return known.filter(addresses -> addresses.contains(address)).isPresent();
  }

  /** Far ends that mattered and of which nothing is known, in the order asked. */
  public List<String> unknown() {
    return List.copyOf(unknown);
  }

  private static String key(Remote remote) {
    if (remote instanceof Remote.Name name) {
      return name.name();
    } else if (remote instanceof Remote.Controller controller) {
      return controller.uri();
    } else if (remote instanceof Remote.Maker maker) {
      return maker.authority();
    } else if (remote instanceof Remote.Model model) {
      return model.mudUrl();
    } else if (remote instanceof Remote.Hardware hardware) {
      return hardware.mac();
    }
    throw new IllegalArgumentException("not a group: " + remote);
  }
}
