package org.wardgate.command.line;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command's arguments, sorted.
 *
 * @param operands what is no option, in order
 * @param options values by name
 * @param flags names given
 */
public record Arguments(List<String> operands, Map<String, String> options, Set<String> flags) {

  /** Copies the collections. */
  public Arguments {
    operands = List.copyOf(operands);
    options = Map.copyOf(options);
    flags = Set.copyOf(flags);
  }

  /**
   * Sorts arguments; {@code --name value} and {@code --name=value} are the same, and after {@code
   * --} everything is an operand.
   *
   * @throws UsageException if they do not fit the syntax
   */
  public static Arguments parse(List<String> words, Syntax syntax) throws UsageException {
    List<String> operands = new ArrayList<>();
    Map<String, String> options = new HashMap<>();
    Set<String> flags = new HashSet<>();
    int at = 0;
    while (at < words.size()) {
      String word = words.get(at++);
      if (word.equals("--")) {
        operands.addAll(words.subList(at, words.size()));
        break;
      }
      if (!word.startsWith("--")) {
        operands.add(word);
      } else if (syntax.flags().contains(word) || word.equals(Syntax.JSON)) {
        flags.add(word);
      } else {
        at += option(word, at < words.size() ? words.get(at) : null, syntax, options);
      }
    }
    if (operands.size() < syntax.operandsMin() || operands.size() > syntax.operandsMax()) {
      throw new UsageException(
          operands.size() < syntax.operandsMin() ? "an argument is missing" : "too many arguments");
    }
    return new Arguments(operands, options, flags);
  }

  /** Takes one option; answers how many further words it used. */
  private static int option(
      String word, @Nullable String next, Syntax syntax, Map<String, String> options)
      throws UsageException {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    if (!syntax.options().contains(name)) {
      throw new UsageException("unknown option " + name);
    }
    String value = equals < 0 ? next : word.substring(equals + 1);
    if (value == null) {
      throw new UsageException(name + " needs a value");
    }
    if (options.put(name, value) != null) {
      throw new UsageException(name + " is given twice");
    }
    return equals < 0 ? 1 : 0;
  }

  /** An option's value. */
  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /**
   * The value of an option that must be given.
   *
   * @throws UsageException if it is not
   */
  public String required(String name) throws UsageException {
    return option(name).orElseThrow(() -> new UsageException(name + " is missing"));
  }

  /** Whether a flag is given. */
  public boolean has(String flag) {
    return flags.contains(flag);
  }

  /** Whether the answer shall be one JSON object. */
  public boolean json() {
    return has(Syntax.JSON);
  }
}
