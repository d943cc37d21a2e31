package org.wardgate.cloud.command;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What an operator signed.
 *
 * @param gateway id of the gateway it is for
 * @param sequence higher than that of every command the signer sent before
 * @param expires when it may not be carried out any more
 * @param command what to do
 * @param reason why
 * @param arguments of the command, by name
 */
record SignedCommand(
    String gateway,
    long sequence,
    Instant expires,
    Kind command,
    String reason,
    Map<String, String> arguments) {
  SignedCommand {
    arguments = Map.copyOf(arguments);
  }

  /** What can be commanded. */
  enum Kind {
    QUARANTINE("quarantine"),
    RELEASE("release"),
    RETIRE("retire"),
    REVOKE("revoke"),
    UPDATE("update"),
    APPROVE_UPDATE("approve-update");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    /** The members that it has beside those that all have. */
    Set<String> argumentNames() {
      return switch (this) {
        case QUARANTINE, RELEASE, RETIRE, REVOKE -> Set.of("device");
        case UPDATE -> Set.of("signature", "location");
        case APPROVE_UPDATE -> Set.of("update");
      };
    }
  }

  /** An argument, which is there: the reader saw to it. */
  String argument(String name) {
    return arguments.getOrDefault(name, "");
  }
}
