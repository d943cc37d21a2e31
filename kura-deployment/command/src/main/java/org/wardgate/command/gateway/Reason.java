package org.wardgate.command.gateway;

import org.wardgate.api.command.Command;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.UsageException;

/** Why an operator wants something. */
final class Reason {
  static final String OPTION = "--reason";

  private Reason() {}

  /**
   * The reason given.
   *
   * @throws UsageException if there is none, or it is too long
   */
  static String of(Arguments arguments) throws UsageException {
    return checked(arguments.required(OPTION));
  }

  /**
   * The reason given, or one of our own.
   *
   * @throws UsageException if it is too long
   */
  static String orElse(Arguments arguments, String ours) throws UsageException {
    return checked(arguments.option(OPTION).orElse(ours));
  }

  private static String checked(String reason) throws UsageException {
    if (reason.isBlank() || reason.length() > Command.REASON_MAX_CHARS) {
      throw new UsageException(
          OPTION + " must have 1 to " + Command.REASON_MAX_CHARS + " characters");
    }
    return reason;
  }
}
