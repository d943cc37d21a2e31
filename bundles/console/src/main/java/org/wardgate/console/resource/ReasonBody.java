package org.wardgate.console.resource;

import java.util.List;
import org.wardgate.api.command.Command;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;

/** Reads an operator's reason, {@code {"reason":"…"}} and nothing else. */
final class ReasonBody {

  private ReasonBody() {}

  /**
   * The operator's reason.
   *
   * @throws RefusedException {@link ConsoleErrors#BAD_REQUEST}
   */
  static String read(byte[] body) throws RefusedException {
    return checked(TextMembers.read(body, List.of("reason"), Command.REASON_MAX_CHARS * 8).get(0));
  }

  /** A reason, if it is one. */
  static String checked(String reason) throws RefusedException {
    expect(!reason.isBlank(), "reason must not be blank");
    expect(
        reason.length() <= Command.REASON_MAX_CHARS,
        "reason must have at most " + Command.REASON_MAX_CHARS + " characters");
    expect(Problem.clean(reason).equals(reason), "reason must be one printable line");
    return reason;
  }

  private static void expect(boolean kept, String rule) throws RefusedException {
    if (!kept) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, rule);
    }
  }
}
