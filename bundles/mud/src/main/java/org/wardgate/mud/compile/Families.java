package org.wardgate.mud.compile;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.mud.file.AccessList;
import org.wardgate.mud.file.EthMatch;
import org.wardgate.mud.file.Matches;

/** Which IP families an entry is about. */
final class Families {
  private Families() {}

  /** The families, IPv4 first; what cannot be matched is added to {@code unmatched}. */
  static Set<Family> of(AccessList.Type type, Matches matches, Set<String> unmatched) {
    Optional<EthMatch> eth = matches.eth();
    if (eth.isPresent() && eth.get().addresses()) {
      unmatched.add("hardware addresses");
    }
    OptionalInt ethertype = eth.isPresent() ? eth.get().ethertype() : OptionalInt.empty();
    Set<Family> families = EnumSet.noneOf(Family.class);
    if (matches.ip().isPresent()) {
      families.add(matches.ip().get().family());
    } else if (type != AccessList.Type.ETH) {
      families.addAll(type.families());
    } else if (ethertype.isPresent()) {
      families.addAll(EnumSet.allOf(Family.class));
    }
    if (ethertype.isPresent()) {
      narrow(families, ethertype.getAsInt(), unmatched);
    }
    if (families.isEmpty() && unmatched.isEmpty()) {
      unmatched.add("frames of every ethertype");
    }
    return Collections.unmodifiableSet(families);
  }

  private static void narrow(Set<Family> families, int ethertype, Set<String> unmatched) {
    switch (ethertype) {
      case EthMatch.IPV4 -> families.remove(Family.IPV6);
      case EthMatch.IPV6 -> families.remove(Family.IPV4);
      default -> families.clear();
    }
    if (families.isEmpty()) {
      unmatched.add(String.format(Locale.ROOT, "ethertype 0x%04x", ethertype));
    }
  }
}
