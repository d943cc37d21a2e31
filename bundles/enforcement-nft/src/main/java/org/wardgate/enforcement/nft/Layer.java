package org.wardgate.enforcement.nft;

import java.util.List;
import org.wardgate.api.policy.Remote;

/**
 * Entries of one set: no two of them overlap, unless they share their elements.
 *
 * @param groups ward devices the far end must belong to besides, all of them
 * @param entries at least one
 */
record Layer(List<Remote> groups, List<Entry> entries) {
  Layer {
    groups = List.copyOf(groups);
    entries = List.copyOf(entries);
  }

  boolean dynamic() {
    return entries.stream().anyMatch(Entry::dynamic);
  }

  List<Entry> fixed() {
    return entries.stream().filter(entry -> !entry.dynamic()).toList();
  }
}
