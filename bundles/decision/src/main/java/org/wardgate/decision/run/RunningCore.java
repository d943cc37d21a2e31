package org.wardgate.decision.run;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.command.Command;
import org.wardgate.api.command.CommandOutcome;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.enforcement.PolicyEnforcer;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.api.view.WardView;
import org.wardgate.decision.rules.CoreEvent;
import org.wardgate.decision.rules.Reducer;
import org.wardgate.decision.state.WardState;

/** The loop with its thread, its clock tick and its ports. Thread-safe. */
public final class RunningCore implements AutoCloseable {
  private static final long TICK_MILLIS = 500;
  private static final long STOP_MAX_MILLIS = 3_000;

  private final DecisionLoop loop;
  private final Eraser eraser;
  private final PublishedWard published;
  private final IntentExecutor executor;
  private final Thread thread;
  private final ScheduledExecutorService ticker;
  private final CommandReplies commands;
  private final AtomicLong fresh = new AtomicLong();
  private final String epoch;
  private volatile boolean served;

  private RunningCore(
      Journal journal,
      Reducer reducer,
      WardState state,
      PublishedWard published,
      Options options,
      String epoch) {
    this.published = published;
    this.epoch = epoch;
    this.executor = new IntentExecutor(this::answer, options.clocks().wall());
    this.commands = new CommandReplies(published, published::outcome);
    this.eraser = new Eraser(journal, options.erasureAwaitsCloud(), this::answer);
    this.loop =
        new DecisionLoop(
            state,
            reducer,
            journal,
            published,
            executor,
            options.clocks(),
            eraser,
            commands::durable);
    this.thread = new Thread(loop, "wardgate-decision");
    this.ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread t = new Thread(task, "wardgate-tick");
              t.setDaemon(true);
              return t;
            });
  }

  /**
   * How a core runs.
   *
   * @param clocks of the gateway
   * @param erasureAwaitsCloud whether records are erased only after the cloud acknowledged them
   */
  public record Options(Clocks clocks, boolean erasureAwaitsCloud) {}

  /**
   * Reads the state back and starts.
   *
   * @throws RefusedException if the journal cannot be read back
   */
  public static RunningCore start(
      Journal journal, Reducer reducer, InventorySnapshot inventory, Options options)
      throws RefusedException {
    Clock clock = options.clocks().wall();
    String epoch = Long.toString(clock.millis(), 36).toLowerCase(Locale.ROOT);
    WardState state = new WardState(epoch);
    PublishedWard published = new PublishedWard(clock);
    new Replay(journal, state, published).fold();
    RunningCore core = new RunningCore(journal, reducer, state, published, options, epoch);
    core.answer(new InventoryChanged(core.freshId(), inventory));
    core.thread.start();
    var unused =
        core.ticker.scheduleWithFixedDelay(
            () -> core.answer(new CoreEvent.Tick(core.freshId())),
            TICK_MILLIS,
            TICK_MILLIS,
            TimeUnit.MILLISECONDS);
    return core;
  }

  /**
   * Takes other rules; what is being decided ends by those before.
   *
   * @param reducer of the same functions, with other limits
   * @param erasureAwaitsCloud as in {@link Options}
   */
  public void decideBy(Reducer reducer, boolean erasureAwaitsCloud) {
    loop.decideBy(reducer);
    eraser.awaitsCloud(erasureAwaitsCloud);
  }

  private CorrelationId freshId() {
    return new CorrelationId("c" + epoch + "-" + fresh.incrementAndGet());
  }

  private void answer(Event event) {
    var unused = loop.answer(event);
  }

  /** Queues an event from a stage. */
  public CompletableFuture<Optional<Problem>> submit(Event event) {
    return loop.submit(event);
  }

  /** Queues a command and says what came of it. */
  public CompletionStage<CommandOutcome> command(Command command) {
    if (command.reason().isBlank() || command.reason().length() > Command.REASON_MAX_CHARS) {
      return CompletableFuture.failedFuture(
          new RefusedException(
              DecisionErrors.BAD_COMMAND,
              "a reason of 1 to " + Command.REASON_MAX_CHARS + " characters is needed"));
    }
    return commands.outcome(command, () -> loop.submit(command));
  }

  /** Whether the state is in force and everybody is there whom the gateway cannot serve without. */
  public boolean ready() {
    served = served || executor.onboarding().complete();
    return served && published.ready();
  }

  /** An enforcer is there: it is told everything at once. */
  public void enforcerArrived(PolicyEnforcer enforcer) {
    executor.bind(PolicyEnforcer.class, enforcer);
    answer(new CoreEvent.EnforcerArrived(freshId()));
  }

  /** The ports. */
  public IntentExecutor executor() {
    return executor;
  }

  /** The question that is asked about a device now; empty if it is not known. */
  public Optional<TrustQuestion> question(DeviceId device) {
    return published.question(device);
  }

  /** What there is to see. */
  public WardView view() {
    return published;
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    loop.stop(new CoreEvent.Tick(freshId()));
    try {
      thread.join(STOP_MAX_MILLIS);
      thread.interrupt(); // a loop that hangs in the journal; no effect on one that has ended
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
