package org.wardgate.enforcement.nft;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.policy.Remote;

/**
 * Ward devices that rules speak of together: of a maker, of a model, with a hardware address (RFC
 * 8520 §8.2). Every group a profile in use mentions has two sets, one for each family, that all
 * profiles share; so a device that comes or goes is one element a group. A group nobody mentions
 * costs nothing. Confined to one thread.
 */
final class Groups {
  private static final String MUD_SCHEME = "https://"; // RFC 8520 §1.8
  private static final int HTTPS_PORT = 443;

  private final Map<Remote, Set<InetAddress>> members = new HashMap<>();
  private final Map<Remote, Integer> numbers = new HashMap<>();
  private final Map<Remote, Integer> usesCount = new LinkedHashMap<>();

  /** The number of a group's sets: the same as long as this object lives. */
  int number(Remote group) {
    return numbers.computeIfAbsent(group, key -> numbers.size() + 1);
  }

  /** Whether an address belongs to a group now. */
  boolean contains(Remote group, InetAddress address) {
    return members.getOrDefault(group, Set.of()).contains(address);
  }

  void join(Placed placed) {
    memberships(
        placed,
        (group, address) -> members.computeIfAbsent(group, key -> new HashSet<>()).add(address));
  }

  void leave(Placed placed) {
    memberships(
        placed,
        (group, address) -> {
          Set<InetAddress> left = members.getOrDefault(group, new HashSet<>());
          left.remove(address);
          if (left.isEmpty()) {
            members.remove(group);
          }
        });
  }

  /** Names the elements a device has in groups that are in use. */
  void write(Placed placed, ElementSink sink) {
    if (!usesCount.isEmpty()) {
      memberships(
          placed,
          (group, address) -> {
            if (usesCount.containsKey(group)) {
              sink.element(place(group, AddressRange.family(address)), text(address), "");
            }
          });
    }
  }

  /** One more profile mentions the group: its sets are made if they are not there. */
  void acquire(Remote group, Script script) {
    if (usesCount.merge(group, 1, Integer::sum) == 1 && !script.isSilent()) {
      script.blocks("inet", sets(group));
      fill(group, script);
    }
  }

  /** One profile less mentions the group: nobody needs its sets if it was the last. */
  void release(Remote group, Script script) {
    Integer left = usesCount.computeIfPresent(group, (key, uses) -> uses == 1 ? null : uses - 1);
    if (left == null) {
      for (Block set : sets(group)) {
        script.add("delete set inet " + script.table() + set.head().substring(3));
      }
    }
  }

  /** The sets of all groups in use, empty. */
  List<Block> blocks() {
    return usesCount.keySet().stream().flatMap(group -> sets(group).stream()).toList();
  }

  /** Puts all members into the sets of all groups in use. */
  void fill(Script script) {
    usesCount.keySet().forEach(group -> fill(group, script));
  }

  private void fill(Remote group, Script script) {
    Map<Family, StringBuilder> elements = new HashMap<>();
    for (InetAddress address : members.getOrDefault(group, Set.of())) {
      StringBuilder some =
          elements.computeIfAbsent(AddressRange.family(address), key -> new StringBuilder());
      some.append(some.length() == 0 ? "" : ", ").append(text(address));
    }
    elements.forEach((family, some) -> script.elements("add", place(group, family), some));
  }

  private List<Block> sets(Remote group) {
    List<Block> sets = new ArrayList<>();
    for (Family family : Family.values()) {
      String name = place(group, family).substring(5);
      String type = family == Family.IPV4 ? "type ipv4_addr" : "type ipv6_addr";
      sets.add(new Block("set " + name, List.of(type)));
    }
    return sets;
  }

  /** Family and name of a set. */
  private String place(Remote group, Family family) {
    return "inet g" + number(group) + (family == Family.IPV4 ? "" : "s");
  }

  private static String text(InetAddress address) {
    return AddressRange.of(address).text();
  }

  private interface Membership {
    void of(Remote group, InetAddress address);
  }

  private static void memberships(Placed placed, Membership membership) {
    String origin = placed.policy().origin();
    List<Remote> shared = new ArrayList<>();
    authority(origin)
        .ifPresent(
            authority -> {
              shared.add(new Remote.Model(origin));
              shared.add(new Remote.Maker(authority));
            });
    for (NetworkBinding binding : placed.bindings()) {
      if (DeviceElements.routed(binding.address())) {
        shared.forEach(group -> membership.of(group, binding.address()));
        membership.of(new Remote.Hardware(binding.mac()), binding.address());
      }
    }
  }

  /**
   * The authority of a MUD URL: host in lower case, with the port unless it is 443.
   *
   * @return empty if it is no MUD URL, but a floor or a profile for bootstrapping
   */
  static Optional<String> authority(String origin) {
    if (!origin.startsWith(MUD_SCHEME)) {
      return Optional.empty();
    }
    try {
      URI url = new URI(origin);
      if (url.getHost() == null) {
        return Optional.empty();
      }
      String host = url.getHost().toLowerCase(Locale.ROOT);
      int port = url.getPort();
      return Optional.of(port < 0 || port == HTTPS_PORT ? host : host + ":" + port);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
