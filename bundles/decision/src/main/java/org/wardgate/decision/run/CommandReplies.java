package org.wardgate.decision.run;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.Event;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.command.Command;
import org.wardgate.api.command.CommandOutcome;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingEvent.HandoverSigned;
import org.wardgate.api.pki.PkiEvent.AuthorityRolled;
import org.wardgate.api.view.AdvisoryView;
import org.wardgate.api.view.DeviceView;
import org.wardgate.api.view.IncidentView;
import org.wardgate.api.view.WardView;
import org.wardgate.decision.rules.CoreEvent.IntentFailed;

/**
 * Says what came of commands. Those that somebody else has to carry out first are told when the
 * answer is durable. Thread-safe.
 */
final class CommandReplies {
  private static final long ANSWER_MAX_SECONDS = 90;

  private final WardView view;
  private final Function<Change, CommandOutcome> changes;
  private final Map<CorrelationId, CompletableFuture<Event>> awaited = new ConcurrentHashMap<>();

  /**
   * @param view what is durable
   * @param changes what came of a command about a change
   */
  CommandReplies(WardView view, Function<Change, CommandOutcome> changes) {
    this.view = view;
    this.changes = changes;
  }

  /**
   * The outcome of a command.
   *
   * @param submit hands it in; completes with its refusal when that is durable
   */
  CompletionStage<CommandOutcome> outcome(
      Command command, Supplier<CompletableFuture<Optional<Problem>>> submit) {
    boolean waits = command instanceof Command.HandOver || command instanceof Command.RollAuthority;
    if (!waits) {
      return submit.get().thenCompose(refusal -> told(refusal, () -> outcome(command)));
    }
    CompletableFuture<Event> answer = new CompletableFuture<>();
    if (awaited.putIfAbsent(command.correlationId(), answer) != null) {
      return CompletableFuture.failedFuture(
          new RefusedException(DecisionErrors.BAD_COMMAND, "its correlation id is in use"));
    }
    return submit
        .get()
        .thenCompose(
            refusal ->
                refusal.isPresent()
                    ? CompletableFuture.<CommandOutcome>failedFuture(refused(refusal.get()))
                    : answer
                        .orTimeout(ANSWER_MAX_SECONDS, TimeUnit.SECONDS)
                        .thenCompose(event -> told(problem(event), () -> outcome(command, event))))
        .whenComplete((outcome, failure) -> awaited.remove(command.correlationId()));
  }

  /** An event's consequences are durable and to be seen. */
  void durable(Event event) {
    boolean answers =
        event instanceof HandoverSigned
            || event instanceof AuthorityRolled
            || event instanceof IntentFailed;
    if (answers) {
      Optional.ofNullable(awaited.get(event.correlationId())).ifPresent(a -> a.complete(event));
    }
  }

  private static CompletionStage<CommandOutcome> told(
      Optional<Problem> refusal, Supplier<CommandOutcome> outcome) {
    return refusal.isPresent()
        ? CompletableFuture.failedFuture(refused(refusal.get()))
        : CompletableFuture.completedFuture(outcome.get());
  }

  private static RefusedException refused(Problem p) {
    return new RefusedException(new ErrorCode(p.code(), p.reason(), p.remedy()), p.detail());
  }

  private static Optional<Problem> problem(Event answer) {
    if (answer instanceof HandoverSigned signed) {
      return signed.problem();
    } else if (answer instanceof AuthorityRolled rolled) {
      return rolled.problem();
    }
    return answer instanceof IntentFailed failed ? Optional.of(failed.problem()) : Optional.empty();
  }

  private CommandOutcome outcome(Command command, Event answer) {
    return answer instanceof AuthorityRolled rolled
        ? new CommandOutcome(
            "ward-ca",
            rolled.step().name(),
            "roots published: " + String.join(", ", rolled.anchorsSha256()))
        : outcome(command);
  }

  private CommandOutcome outcome(Command command) {
    if (command instanceof Command.OfDevice ofDevice) {
      DeviceView device = view.device(ofDevice.device()).orElseThrow();
      return new CommandOutcome(device.device().value(), device.state().name(), device.reason());
    }
    if (command instanceof Command.OfAdvisory ofAdvisory) {
      return outcomeOf(ofAdvisory.advisory());
    } else if (command instanceof Command.OfChange ofChange) {
      return changes.apply(ofChange.change());
    }
    if (command instanceof Command.OfIncident ofIncident) {
      String id = ofIncident.incident();
      IncidentView incident =
          view.incidents().stream().filter(i -> i.id().equals(id)).findFirst().orElseThrow();
      return new CommandOutcome(id, incident.state().name(), "decided by " + incident.decidedBy());
    }
    throw new IllegalStateException("nothing answers " + command.getClass().getName());
  }

  private CommandOutcome outcomeOf(String id) {
    AdvisoryView advisory =
        view.advisories().stream().filter(a -> a.id().equals(id)).findFirst().orElseThrow();
    String reason =
        advisory.approvals().isEmpty()
            ? advisory.summary()
            : "approved by " + String.join(", ", advisory.approvals());
    return new CommandOutcome(id, advisory.state().name(), reason);
  }
}
