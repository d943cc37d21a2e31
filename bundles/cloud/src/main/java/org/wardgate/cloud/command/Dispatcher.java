package org.wardgate.cloud.command;

import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.cloud.CloudErrors;
import org.wardgate.api.command.Command;
import org.wardgate.api.command.CommandGate;
import org.wardgate.api.command.CommandOutcome;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateDesk;
import org.wardgate.api.update.UpdateView;
import org.wardgate.cloud.command.CommandVerifier.Verified;

/** Carries out what was verified. Blocks its caller; thread-safe. */
final class Dispatcher {
  private static final long DECISION_SECONDS = 60;

  private final Supplier<Optional<CommandGate>> gate;
  private final Supplier<Optional<UpdateDesk>> updates;

  Dispatcher(Supplier<Optional<CommandGate>> gate, Supplier<Optional<UpdateDesk>> updates) {
    this.gate = gate;
    this.updates = updates;
  }

  /**
   * What came of it.
   *
   * @param subject what it was about
   * @param state of that now
   */
  record Outcome(String subject, String state) {}

  Outcome carryOut(Verified verified) throws RefusedException, InterruptedException {
    SignedCommand command = verified.command();
    String operator = verified.operator();
    return switch (command.command()) {
      case QUARANTINE ->
          decide(new Command.Quarantine(fresh(), device(command), operator, command.reason()));
      case RELEASE ->
          decide(new Command.Release(fresh(), device(command), operator, command.reason()));
      case RETIRE ->
          decide(new Command.Retire(fresh(), device(command), operator, command.reason()));
      case REVOKE ->
          decide(new Command.Revoke(fresh(), device(command), operator, command.reason()));
      case UPDATE -> update(command, operator);
      case APPROVE_UPDATE ->
          outcome(desk().approve(command.argument("update"), operator, command.reason()));
    };
  }

  private Outcome update(SignedCommand command, String operator) throws RefusedException {
    try {
      Bytes signature = Bytes.of(Base64.getDecoder().decode(command.argument("signature")));
      URI location = URI.create(command.argument("location"));
      String id = desk().expect(signature, operator);
      return outcome(desk().fetch(id, location, operator));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          CloudErrors.BAD_COMMAND, "signature is no base64, or location no address", e);
    }
  }

  private static Outcome outcome(UpdateView view) {
    return new Outcome(view.id(), view.state().name());
  }

  private UpdateDesk desk() throws RefusedException {
    return updates
        .get()
        .orElseThrow(() -> new RefusedException(CloudErrors.COMMAND_FAILED, "no updater runs"));
  }

  private Outcome decide(Command command) throws RefusedException, InterruptedException {
    CommandGate now =
        gate.get()
            .orElseThrow(
                () -> new RefusedException(CloudErrors.COMMAND_FAILED, "no decision core runs"));
    try {
      CommandOutcome outcome =
          now.submit(command).toCompletableFuture().get(DECISION_SECONDS, TimeUnit.SECONDS);
      return new Outcome(outcome.subject(), outcome.state());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RefusedException refused) {
        throw refused;
      }
      throw new RefusedException(CloudErrors.COMMAND_FAILED, String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new RefusedException(
          CloudErrors.COMMAND_FAILED, "nothing was decided in " + DECISION_SECONDS + " s", e);
    }
  }

  private static DeviceId device(SignedCommand command) throws RefusedException {
    try {
      return new DeviceId(command.argument("device"));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(CloudErrors.BAD_COMMAND, "no device id", e);
    }
  }

  private static CorrelationId fresh() {
    return new CorrelationId("cloud-" + UUID.randomUUID());
  }
}
