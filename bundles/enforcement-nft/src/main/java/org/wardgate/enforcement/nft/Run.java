package org.wardgate.enforcement.nft;

import java.util.List;

/**
 * Consecutive rules with the same outcome: their order among themselves does not matter, so sets
 * hold them.
 *
 * @param accept what a match meets; otherwise it is denied
 * @param condition what else a packet must be
 * @param fixed layers of ranges known now
 * @param named layers of ranges whose addresses the resolver supplies; their remote is all
 *     addresses
 */
record Run(boolean accept, Condition condition, List<List<Box>> fixed, List<List<Box>> named) {
  /** Which packets of a conversation a run looks at. */
  enum Condition {
    /** All. */
    NONE(""),
    /** Those of the side that began it. */
    ORIGINAL("ct direction original "),
    /** Those that answer. */
    REPLY("ct direction reply ");

    private final String text;

    Condition(String text) {
      this.text = text;
    }

    /** As nft reads it, with a trailing space unless empty. */
    String text() {
      return text;
    }
  }

  Run {
    fixed = List.copyOf(fixed);
    named = List.copyOf(named);
  }

  int setsCount() {
    return fixed.size() + named.size();
  }
}
