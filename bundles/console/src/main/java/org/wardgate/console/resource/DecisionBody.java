package org.wardgate.console.resource;

import java.util.List;
import java.util.Set;
import org.wardgate.api.command.Command;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;

/**
 * An operator's decision about an advisory, {@code {"version":1,"reason":"…"}} and nothing else.
 *
 * @param version of the advisory that the operator was shown, from 1
 * @param reason why
 */
record DecisionBody(long version, String reason) {
  /** As many digits as 2^53 has. */
  private static final int VERSION_MAX_DIGITS = 16;

  /**
   * Reads a body.
   *
   * @throws RefusedException {@link ConsoleErrors#BAD_REQUEST}
   */
  static DecisionBody read(byte[] body) throws RefusedException {
    List<String> parts =
        TextMembers.read(
            body, List.of("version", "reason"), Set.of("version"), Command.REASON_MAX_CHARS * 8);
    String version = parts.get(0);
    if (!version.matches("[1-9][0-9]{0," + (VERSION_MAX_DIGITS - 1) + "}")) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, "version must be 1 to 2^53 - 1");
    }
    return new DecisionBody(Long.parseLong(version), ReasonBody.checked(parts.get(1)));
  }
}
