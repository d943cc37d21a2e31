package org.wardgate.mud.compile;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.mud.file.AccessList;
import org.wardgate.mud.file.EthMatch;
import org.wardgate.mud.file.Matches;

/** Which IP families an entry is about. */
final class Families {
  private Families() {}

  /** The families, IPv4 first; none if the entry is about frames this gateway never forwards. */
  static Set<Family> of(AccessList.Type type, Matches matches, Limits limits) {
    Set<Family> families = EnumSet.noneOf(Family.class);
    if (matches.ip().isPresent()) {
      families.add(matches.ip().get().family());
    } else if (type == AccessList.Type.ETH || (type.frames() && matches.eth().isPresent())) {
      // Of all frames only those with IP packets are forwarded.
      families.addAll(EnumSet.allOf(Family.class));
    } else {
      families.addAll(type.families());
    }
    OptionalInt ethertype = matches.eth().map(EthMatch::ethertype).orElse(OptionalInt.empty());
    if (ethertype.isPresent()) {
      narrow(families, ethertype.getAsInt(), matches.ip().isPresent(), limits);
    }
    return Collections.unmodifiableSet(families);
  }

  private static void narrow(Set<Family> families, int ethertype, boolean ip, Limits limits) {
    String name = String.format(Locale.ROOT, "ethertype 0x%04x", ethertype);
    switch (ethertype) {
      case EthMatch.IPV4 -> families.remove(Family.IPV6);
      case EthMatch.IPV6 -> families.remove(Family.IPV4);
      default -> {
        families.clear();
        limits.notForwarded(name);
        return;
      }
    }
    if (families.isEmpty() && ip) {
      limits.matchesNothing(name + " is that of the other IP family");
    } else if (families.isEmpty()) {
      // What the list's type leaves out here is not for a denial to lose.
      limits.cannotMatch(name + " in a list of the other IP family");
    }
  }
}
