package org.wardgate.enforcement.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Commands to nft, in order; a silent one takes none, for changes the kernel is not told. */
final class Script {
  private final String table;
  private final boolean silent;
  private final List<String> commands = new ArrayList<>();

  private Script(String table, boolean silent) {
    this.table = table;
    this.silent = silent;
  }

  static Script of(String table) {
    return new Script(table, false);
  }

  static Script silent() {
    return new Script("", true);
  }

  boolean isSilent() {
    return silent;
  }

  String table() {
    return table;
  }

  List<String> commands() {
    return commands;
  }

  void add(String command) {
    if (!silent) {
      commands.add(command);
    }
  }

  void addAll(Script other) {
    commands.addAll(other.commands);
  }

  /** Another one for the same table. */
  Script sibling() {
    return new Script(table, silent);
  }

  /** Adds sets, maps and chains. */
  void blocks(String family, List<Block> blocks) {
    if (!silent && !blocks.isEmpty()) {
      commands.add(
          blocks.stream()
              .map(Block::oneLine)
              .collect(
                  Collectors.joining("; ", "add table " + family + " " + table + " { ", "; }")));
    }
  }

  /**
   * Adds or deletes elements of a set or map.
   *
   * @param place family and set, for example {@code inet placed}
   * @param elements separated by commas
   */
  void elements(String verb, String place, CharSequence elements) {
    if (!silent) {
      int space = place.indexOf(' ');
      commands.add(
          new StringBuilder(elements.length() + 64)
              .append(verb)
              .append(" element ")
              .append(place, 0, space + 1)
              .append(table)
              .append(place, space, place.length())
              .append(" { ")
              .append(elements)
              .append(" }")
              .toString());
    }
  }
}
