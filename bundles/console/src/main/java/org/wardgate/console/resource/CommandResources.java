package org.wardgate.console.resource;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.command.Command;
import org.wardgate.api.command.CommandOutcome;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.console.json.Answer;
import org.wardgate.console.ports.Ports;

/**
 * What an operator may do with a device. Everything goes through the one command gate.
 *
 * @param ports the parts
 */
record CommandResources(Ports ports) {

  /** Longest wait for a decision. */
  private static final long DECIDED_WITHIN_SECONDS = 10;

  Answer quarantine(Call call) throws RefusedException, IOException {
    return submit(call, Command.Quarantine::new);
  }

  Answer release(Call call) throws RefusedException, IOException {
    return submit(call, Command.Release::new);
  }

  Answer retire(Call call) throws RefusedException, IOException {
    return submit(call, Command.Retire::new);
  }

  Answer revoke(Call call) throws RefusedException, IOException {
    return submit(call, Command.Revoke::new);
  }

  /** Makes a command. */
  interface Kind {
    Command of(CorrelationId correlationId, DeviceId device, String operator, String reason);
  }

  /** Submits a command about the device that the path names. */
  Answer submit(Call call, Kind kind) throws RefusedException, IOException {
    String reason = ReasonBody.read(call.body().read());
    DeviceId device = DeviceResources.known(ports.view().get(), call).device();
    return submit(kind.of(fresh(), device, call.operator(), reason));
  }

  static CorrelationId fresh() {
    return new CorrelationId("console-" + UUID.randomUUID());
  }

  /** Submits a command and says what came of it. */
  Answer submit(Command command) throws RefusedException {
    CommandOutcome outcome = await(command);
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeStringField("id", outcome.subject());
          json.writeStringField("state", outcome.state());
          json.writeStringField("reason", outcome.reason());
          json.writeEndObject();
        });
  }

  private CommandOutcome await(Command command) throws RefusedException {
    try {
      return ports
          .gate()
          .get()
          .submit(command)
          .toCompletableFuture()
          .get(DECIDED_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RefusedException refusal) {
        throw refusal;
      }
      throw new IllegalStateException("the command gate failed", e);
    } catch (TimeoutException e) {
      throw new RefusedException(
          ConsoleErrors.NO_DECISION, "within " + DECIDED_WITHIN_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(ConsoleErrors.NO_DECISION, "the console is stopping", e);
    }
  }
}
