package org.wardgate.mud.compile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.Problem;
import org.wardgate.mud.file.AccessList;
import org.wardgate.mud.file.Ace;

/**
 * Names rules after their entries, {@code acl/ace}, cleaned and cut. Two entries never share a
 * name: what an operator is told of one must not be true of another. Confined to one thread.
 */
final class RuleNames {
  /** Most characters of each half (RFC 8519: 64). */
  static final int HALF_MAX_CHARS = 64;

  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> lastSuffixes = new HashMap<>();
  private final IdentityHashMap<Ace, String> names = new IdentityHashMap<>();

  /** The name of an entry; the same whenever it is asked for. */
  String of(AccessList acl, Ace ace) {
    // Entries are told apart by where they stand; their texts may be equal.
    return names.computeIfAbsent(ace, a -> unused(half(acl.name()) + "/" + half(ace.name())));
  }

  private String unused(String wanted) {
    String name = wanted;
    while (!taken.add(name)) {
      name = wanted + " (" + (1 + lastSuffixes.merge(wanted, 1, Integer::sum)) + ")";
    }
    return name;
  }

  private static String half(String text) {
    if (text.length() <= HALF_MAX_CHARS && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
      return text;
    }
    String clean = Problem.clean(text);
    int end = Math.min(clean.codePointCount(0, clean.length()), HALF_MAX_CHARS);
    return clean.substring(0, clean.offsetByCodePoints(0, end));
  }
}
