package org.wardgate.api.command;

import java.util.concurrent.CompletionStage;

/** The one way in for commands, whoever sends them. Thread-safe. */
public interface CommandGate {
  /**
   * Submits a command.
   *
   * @return completes with what was decided, when that is durable; or with {@link
   *     org.wardgate.api.error.RefusedException}
   */
  CompletionStage<CommandOutcome> submit(Command command);
}
