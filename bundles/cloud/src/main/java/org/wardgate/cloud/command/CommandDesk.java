package org.wardgate.cloud.command;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.cloud.CloudErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.cloud.command.CommandVerifier.Verified;
import org.wardgate.cloud.command.Dispatcher.Outcome;

/**
 * Verifies messages one after the other and carries them out; updates, which take minutes, beside
 * the others. Thread-safe; never blocks its caller.
 */
final class CommandDesk implements AutoCloseable {
  /** Most messages that wait. */
  static final int WAITING_MAX_COUNT = 16;

  private static final Logger LOG = LoggerFactory.getLogger(CommandDesk.class);

  private final CommandVerifier verifier;
  private final Dispatcher dispatcher;
  private final Noted noted;
  private final String gatewayId;
  private final ThreadPoolExecutor commands = pool("wardgate-commands");
  private final ThreadPoolExecutor updates = pool("wardgate-update-commands");

  /** Hears of commands that were verified. */
  @FunctionalInterface
  interface Noted {
    /** A command of somebody, and whether it was carried out. */
    void note(String operator, String action, boolean succeeded);
  }

  CommandDesk(CommandVerifier verifier, Dispatcher dispatcher, Noted noted, String gatewayId) {
    this.verifier = verifier;
    this.dispatcher = dispatcher;
    this.noted = noted;
    this.gatewayId = gatewayId;
  }

  private static ThreadPoolExecutor pool(String name) {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(WAITING_MAX_COUNT),
        task -> {
          Thread daemon = new Thread(task, name);
          daemon.setDaemon(true);
          return daemon;
        });
  }

  /** Completes with the answer, always. */
  CompletionStage<Bytes> take(Bytes message) {
    CompletableFuture<Bytes> answer = new CompletableFuture<>();
    execute(commands, answer, Optional.empty(), () -> verify(message, answer));
    return answer;
  }

  private void verify(Bytes message, CompletableFuture<Bytes> answer) {
    try {
      Verified verified = verifier.verify(message);
      boolean slow = verified.command().command() == SignedCommand.Kind.UPDATE;
      if (slow) {
        execute(updates, answer, Optional.of(verified.command()), () -> carryOut(verified, answer));
      } else {
        carryOut(verified, answer);
      }
    } catch (RefusedException e) {
      LOG.warn("A command from the cloud is refused: {}", e.getMessage());
      answer.complete(Answers.refused(gatewayId, Optional.empty(), e.problem()));
    } catch (RuntimeException e) {
      failed(answer, Optional.empty(), e);
    }
  }

  private void carryOut(Verified verified, CompletableFuture<Bytes> answer) {
    SignedCommand command = verified.command();
    String action = command.command().word() + " " + command.sequence() + ": " + command.reason();
    try {
      Outcome outcome = dispatcher.carryOut(verified);
      LOG.info("{} of {}: {}", action, verified.operator(), outcome.state());
      noted.note(verified.operator(), action, true);
      answer.complete(Answers.done(gatewayId, command, outcome.subject(), outcome.state()));
    } catch (RefusedException e) {
      LOG.warn("{} of {} is refused: {}", action, verified.operator(), e.getMessage());
      noted.note(verified.operator(), action, false);
      answer.complete(Answers.refused(gatewayId, Optional.of(command), e.problem()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failed(answer, Optional.of(command), e);
    } catch (RuntimeException e) {
      failed(answer, Optional.of(command), e);
    }
  }

  private void execute(
      ThreadPoolExecutor on,
      CompletableFuture<Bytes> answer,
      Optional<SignedCommand> command,
      Runnable task) {
    try {
      on.execute(task);
    } catch (RejectedExecutionException e) {
      failed(answer, command, e);
    }
  }

  private void failed(
      CompletableFuture<Bytes> answer, Optional<SignedCommand> command, Exception cause) {
    LOG.warn("A command from the cloud was not carried out", cause);
    String detail =
        cause instanceof RejectedExecutionException ? "too many wait" : "see the gateway's log";
    answer.complete(
        Answers.refused(gatewayId, command, Problem.of(CloudErrors.COMMAND_FAILED, detail)));
  }

  @Override
  public void close() {
    commands.shutdownNow();
    updates.shutdownNow();
  }
}
