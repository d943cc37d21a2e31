package org.wardgate.command.line;

import java.util.Set;

/**
 * What a command takes.
 *
 * @param usage after {@code wardgate}, for people
 * @param options names of options with a value, with their dashes
 * @param flags names of options without a value, with their dashes
 * @param operandsMin least number of operands
 * @param operandsMax greatest number of operands
 */
public record Syntax(
    String usage, Set<String> options, Set<String> flags, int operandsMin, int operandsMax) {

  /** Every command knows it. */
  public static final String JSON = "--json";

  /** Copies the sets. */
  public Syntax {
    options = Set.copyOf(options);
    flags = Set.copyOf(flags);
  }
}
