package org.wardgate.enforcement.nft;

import java.util.List;

/**
 * Consecutive rules with the same outcome, in sets. Of two rules that both match, the earlier one
 * is in an earlier set wherever that is possible, so that its counter counts.
 *
 * @param accept what a match meets; otherwise it is denied
 * @param condition what else a packet must be
 * @param layers one set each
 */
record Run(boolean accept, Condition condition, List<Layer> layers) {
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
    layers = List.copyOf(layers);
  }
}
