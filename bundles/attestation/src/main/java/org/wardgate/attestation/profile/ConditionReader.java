package org.wardgate.attestation.profile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.scheme.FactValue;

/** Reads the condition of one rule. For one rule, by one thread. */
final class ConditionReader {
  /** Deepest nesting of all, any and not. */
  static final int DEPTH_MAX = 8;

  /** Most comparisons and groups of a rule. */
  static final int NODES_MAX_COUNT = 64;

  /** Most values of {@code in}. */
  static final int VALUES_MAX_COUNT = 64;

  private static final int VALUE_MAX_CHARS = 256;
  private static final Pattern FACT = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
  private static final Pattern HEX = Pattern.compile("hex:([0-9a-fA-F]{2}){1,64}");
  private static final int HEX_PREFIX_CHARS = 4;
  private static final Set<String> KINDS = Set.of("all", "any", "not", "fact");
  private static final Set<String> COMPARISONS =
      Set.of("equals", "in", "atLeast", "atMost", "present");
  private static final Set<String> MEMBERS = union(KINDS, COMPARISONS);

  private int nodesCount;

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> union = new HashSet<>(one);
    union.addAll(other);
    return Set.copyOf(union);
  }

  /** Reads a condition. */
  Condition read(ProfileNode node) throws RefusedException {
    return read(node, 1);
  }

  private Condition read(ProfileNode node, int depth) throws RefusedException {
    if (depth > DEPTH_MAX) {
      throw node.refused("nested deeper than " + DEPTH_MAX);
    }
    if (++nodesCount > NODES_MAX_COUNT) {
      throw node.refused("more than " + NODES_MAX_COUNT + " parts in one condition");
    }
    node.object(MEMBERS);
    String kind = one(node, KINDS);
    if (kind.equals("fact")) {
      return comparison(node);
    }
    if (node.node().size() != 1) {
      throw node.refused("nothing may stand beside '" + kind + "'");
    }
    ProfileNode inner = node.at(kind);
    return switch (kind) {
      case "not" -> new Condition.Not(read(inner, depth + 1));
      case "all" -> new Condition.All(parts(inner, depth));
      default -> new Condition.Any(parts(inner, depth));
    };
  }

  private List<Condition> parts(ProfileNode node, int depth) throws RefusedException {
    List<Condition> parts = new ArrayList<>();
    for (ProfileNode part : node.elements(1, NODES_MAX_COUNT)) {
      parts.add(read(part, depth + 1));
    }
    return parts;
  }

  private static String one(ProfileNode node, Set<String> of) throws RefusedException {
    String found = "";
    for (String name : new TreeSet<>(of)) {
      if (node.has(name)) {
        if (!found.isEmpty()) {
          throw node.refused("'" + found + "' and '" + name + "' exclude each other");
        }
        found = name;
      }
    }
    if (found.isEmpty()) {
      throw node.refused("needs one of " + new TreeSet<>(of));
    }
    return found;
  }

  private static Condition comparison(ProfileNode node) throws RefusedException {
    ProfileNode factNode = node.at("fact");
    String fact = factNode.text(VALUE_MAX_CHARS);
    if (!FACT.matcher(fact).matches()) {
      throw factNode.refused("must match " + FACT.pattern());
    }
    if (node.has("atLeast") && node.has("atMost")) {
      if (node.node().size() != 3) {
        throw node.refused("nothing else may stand beside 'atLeast' and 'atMost'");
      }
      long min = any(node.at("atLeast"));
      long max = any(node.at("atMost"));
      if (min > max) {
        throw node.refused("'atLeast' is greater than 'atMost'");
      }
      return new Condition.Within(fact, min, max);
    }
    String comparison = one(node, COMPARISONS);
    ProfileNode value = node.at(comparison);
    return switch (comparison) {
      case "equals" -> new Condition.In(fact, Set.of(value(value)));
      case "in" -> new Condition.In(fact, values(value));
      case "atLeast" -> new Condition.Within(fact, any(value), Long.MAX_VALUE);
      case "atMost" -> new Condition.Within(fact, Long.MIN_VALUE, any(value));
      default -> new Condition.Present(fact, value.bool());
    };
  }

  private static long any(ProfileNode node) throws RefusedException {
    return node.integer(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static Set<FactValue> values(ProfileNode node) throws RefusedException {
    Set<FactValue> values = new HashSet<>();
    for (ProfileNode element : node.elements(1, VALUES_MAX_COUNT)) {
      if (!values.add(value(element))) {
        throw element.refused("the same value twice");
      }
    }
    return values;
  }

  private static FactValue value(ProfileNode node) throws RefusedException {
    if (node.node().isBoolean()) {
      return FactValue.of(node.bool());
    }
    if (node.node().isIntegralNumber()) {
      return FactValue.of(any(node));
    }
    if (!node.node().isTextual()) {
      throw node.refused("must be a string, a whole number, true or false");
    }
    String text = node.text(VALUE_MAX_CHARS);
    if (text.startsWith("hex:")) {
      if (!HEX.matcher(text).matches()) {
        throw node.refused("must be hex: and 1 to 64 bytes");
      }
      return FactValue.of(Bytes.ofHex(text.substring(HEX_PREFIX_CHARS)));
    }
    return FactValue.of(text);
  }
}
