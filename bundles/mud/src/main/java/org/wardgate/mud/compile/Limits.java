package org.wardgate.mud.compile;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Why no rule can say exactly what an entry says. Texts are for people, from the file in part and
 * not yet cleaned. Confined to one thread.
 */
final class Limits {
  private final Set<String> unmatched = new LinkedHashSet<>();
  private final Set<String> contradictions = new LinkedHashSet<>();
  private final Set<String> notForwarded = new LinkedHashSet<>();

  Limits(Collection<String> unmatched) {
    this.unmatched.addAll(unmatched);
  }

  /** The gateway cannot tell whether a packet meets this condition. */
  void cannotMatch(String what) {
    unmatched.add(what);
  }

  /** No packet meets all conditions. */
  void matchesNothing(String why) {
    contradictions.add(why);
  }

  /** Only frames that never pass the gateway meet the conditions. */
  void notForwarded(String what) {
    notForwarded.add(what);
  }

  Set<String> unmatched() {
    return unmatched;
  }

  Set<String> contradictions() {
    return contradictions;
  }

  Set<String> notForwarded() {
    return notForwarded;
  }
}
