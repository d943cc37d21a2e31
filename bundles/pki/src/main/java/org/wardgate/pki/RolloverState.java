package org.wardgate.pki;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the change of the ward CA's key stands.
 *
 * @param phase which roots there are
 * @param generation of the root that issues, from 1
 */
public record RolloverState(Phase phase, int generation) {
  /** Which roots there are. */
  public enum Phase {
    /** One. */
    STABLE,
    /** The one that issues, and the next. */
    PUBLISHED,
    /** The one that issues, and the one before. */
    ACTIVATED
  }

  /** Before any change. */
  static final RolloverState FIRST = new RolloverState(Phase.STABLE, 1);

  private static final Pattern FORM =
      Pattern.compile("(STABLE|PUBLISHED|ACTIVATED) ([1-9][0-9]{0,3})\n");

  /** The generation of the root that does not issue. */
  OptionalInt other() {
    return switch (phase) {
      case STABLE -> OptionalInt.empty();
      case PUBLISHED -> OptionalInt.of(generation + 1);
      case ACTIVATED -> OptionalInt.of(generation - 1);
    };
  }

  /** What stands in the file. */
  String text() {
    return phase + " " + generation + "\n";
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if it is nothing of the kind
   */
  static RolloverState of(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no state of a rollover");
    }
    return new RolloverState(Phase.valueOf(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }
}
