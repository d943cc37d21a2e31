package org.wardgate.command.gateway;

import org.wardgate.command.line.UsageException;

/** Whole numbers of a command line. Stateless. */
final class WholeNumber {
  private WholeNumber() {}

  /**
   * The number.
   *
   * @throws UsageException if it is none, or out of range
   */
  static int of(String text, String option, int min, int max) throws UsageException {
    if (!text.matches("[0-9]{1,9}")
        || Integer.parseInt(text) < min
        || Integer.parseInt(text) > max) {
      throw new UsageException(option + " must be " + min + " to " + max);
    }
    return Integer.parseInt(text);
  }
}
