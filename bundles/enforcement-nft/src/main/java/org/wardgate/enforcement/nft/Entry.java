package org.wardgate.enforcement.nft;

import java.net.InetAddress;
import java.util.List;
import org.wardgate.api.policy.Remote;

/**
 * What one rule puts into a set.
 *
 * @param rule place of the rule in its list, which is what its packets are counted for
 * @param box the element; if there are names, its address is every one until they are resolved
 * @param groups ward devices the far end must belong to besides, all of them
 * @param names names the address must have, all of them; none if the box is final
 * @param within ranges of which an address of the names must be in one
 */
record Entry(
    int rule, Box box, List<Remote> groups, List<String> names, List<AddressRange> within) {
  Entry {
    groups = List.copyOf(groups);
    names = List.copyOf(names);
    within = List.copyOf(within);
  }

  /** An entry that is known now. */
  static Entry fixed(int rule, Box box, List<Remote> groups) {
    return new Entry(rule, box, groups, List.of(), List.of());
  }

  boolean dynamic() {
    return !names.isEmpty();
  }

  /** Whether two entries may be in one set although they overlap: one element for each address. */
  boolean shares(Entry other) {
    return dynamic() && other.dynamic() && groups.equals(other.groups) && box.equals(other.box);
  }

  boolean admits(InetAddress address) {
    return within.stream().anyMatch(range -> range.contains(address));
  }

  Entry withBox(Box other) {
    return new Entry(rule, other, groups, names, within);
  }
}
