package org.wardgate.mud.file;

import java.util.List;
import java.util.Set;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.mud.json.Place;

/**
 * An access control list (RFC 8519).
 *
 * @param name unique in the file
 * @param type which packets it is about
 * @param aces in order; the first that matches decides
 * @param place where it stands in the file
 */
public record AccessList(String name, Type type, List<Ace> aces, Place place) {
  /** Copies the list. */
  public AccessList {
    aces = List.copyOf(aces);
  }

  /** RFC 8519 acl-type, reduced to the IP families it covers. */
  public enum Type {
    /** Ethernet frames. */
    ETH,
    /** IPv4, with or without Ethernet. */
    IPV4,
    /** IPv6, with or without Ethernet. */
    IPV6,
    /** Both, or no type given. */
    BOTH;

    /** The IP families its entries may match. */
    public Set<Family> families() {
      return switch (this) {
        case ETH -> Set.of();
        case IPV4 -> Set.of(Family.IPV4);
        case IPV6 -> Set.of(Family.IPV6);
        case BOTH -> Set.of(Family.IPV4, Family.IPV6);
      };
    }
  }
}
