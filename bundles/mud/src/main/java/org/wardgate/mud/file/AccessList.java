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

  /** RFC 8519 acl-type. */
  public enum Type {
    /** Ethernet frames. */
    ETH,
    /** IPv4. */
    IPV4,
    /** IPv6. */
    IPV6,
    /** Ethernet frames in part, IPv4 in part. */
    ETH_AND_IPV4,
    /** Ethernet frames in part, IPv6 in part. */
    ETH_AND_IPV6,
    /** All of these, or no type given. */
    ALL;

    /** The IP families its entries may match by more than Ethernet. */
    public Set<Family> families() {
      return switch (this) {
        case ETH -> Set.of();
        case IPV4, ETH_AND_IPV4 -> Set.of(Family.IPV4);
        case IPV6, ETH_AND_IPV6 -> Set.of(Family.IPV6);
        case ALL -> Set.of(Family.IPV4, Family.IPV6);
      };
    }

    /** Whether its entries may be about frames, whatever they carry. */
    public boolean frames() {
      return this != IPV4 && this != IPV6;
    }
  }
}
