package org.wardgate.decision.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.Intent;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.journal.JournalEntry;
import org.wardgate.decision.rules.CoreIntent;
import org.wardgate.decision.rules.Reducer;
import org.wardgate.decision.state.WardState;

/**
 * The only writer. It takes what waits, decides it, makes it durable in one transaction, and only
 * then publishes it and lets the intents out.
 */
public final class DecisionLoop implements Runnable {
  /** Most events from outside waiting; answers to our own intents always find room. */
  public static final int EVENTS_MAX_COUNT = 10_000;

  private static final int ANSWERS_ROOM = 50_000;
  private static final int BATCH_MAX_COUNT = 256;
  private static final Logger LOG = LoggerFactory.getLogger(DecisionLoop.class);

  private final BlockingQueue<Submission> queue =
      new ArrayBlockingQueue<>(EVENTS_MAX_COUNT + ANSWERS_ROOM);
  private final WardState state;
  private volatile Reducer reducer;
  private final Journal journal;
  private final PublishedWard published;
  private final IntentPort intents;
  private final Checkpointer checkpointer;
  private final Eraser eraser;
  private final Clocks clocks;
  private final Consumer<Event> whenDurable;
  private volatile boolean stopping;

  /**
   * @param whenDurable hears of each event whose consequences are durable and published
   * @param eraser carries out what the core asks of its own journal
   */
  DecisionLoop(
      WardState state,
      Reducer reducer,
      Journal journal,
      PublishedWard published,
      IntentPort intents,
      Clocks clocks,
      Eraser eraser,
      Consumer<Event> whenDurable) {
    this.state = state;
    this.reducer = reducer;
    this.journal = journal;
    this.published = published;
    this.intents = intents;
    this.checkpointer = new Checkpointer(journal, published, clocks.wall());
    this.clocks = clocks;
    this.eraser = eraser;
    this.whenDurable = whenDurable;
  }

  /** An event from outside; refused when too many wait. */
  CompletableFuture<Optional<Problem>> submit(Event event) {
    if (queue.size() >= EVENTS_MAX_COUNT) {
      return CompletableFuture.failedFuture(
          new RefusedException(DecisionErrors.OVERLOADED, EVENTS_MAX_COUNT + " events wait"));
    }
    return enqueue(event);
  }

  /** The answer to one of our intents, or time. */
  CompletableFuture<Optional<Problem>> answer(Event event) {
    return enqueue(event);
  }

  private CompletableFuture<Optional<Problem>> enqueue(Event event) {
    CompletableFuture<Optional<Problem>> durable = new CompletableFuture<>();
    if (stopping || !queue.offer(new Submission(event, clocks.now(), durable))) {
      durable.completeExceptionally(
          new RefusedException(DecisionErrors.OVERLOADED, "the decision core takes no events"));
    }
    return durable;
  }

  /** Runs until {@link #stop}. */
  @Override
  public void run() {
    List<Submission> waiting = new ArrayList<>();
    while (!stopping) {
      try {
        waiting.add(queue.take());
        queue.drainTo(waiting, BATCH_MAX_COUNT - 1);
        process(waiting);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopping = true;
        return; // the last batch may not be durable: no checkpoint of a state the disk lacks
      } finally {
        waiting.clear();
      }
    }
    queue.forEach(
        s ->
            s.durable()
                .completeExceptionally(
                    new RefusedException(DecisionErrors.OVERLOADED, "the gateway stops")));
    checkpointer.now(state, journal.lastSequence());
  }

  /** By which rules the next batch is decided. Any thread. */
  void decideBy(Reducer newer) {
    reducer = newer;
  }

  /** Decides a batch and waits until it is durable. */
  void process(List<Submission> submissions) throws InterruptedException {
    Batch batch = new Batch(state, reducer);
    List<Submission> decided = new ArrayList<>();
    for (Submission submission : submissions) {
      try {
        batch.decide(submission);
        decided.add(submission);
      } catch (RuntimeException | LinkageError e) {
        // a defect in a rule, or a function whose bundle has gone: the only writer goes on
        LOG.error("No decision about {}", submission.event(), e);
        submission.durable().completeExceptionally(e);
      }
    }
    long last = 0;
    List<JournalEntry> entries = batch.entries();
    if (!entries.isEmpty()) {
      try {
        last = journal.append(entries).toCompletableFuture().get();
      } catch (ExecutionException e) {
        batch.undo();
        Throwable cause = e.getCause() == null ? e : e.getCause();
        LOG.error("Nothing was decided: {}", cause.getMessage());
        decided.forEach(s -> s.durable().completeExceptionally(cause));
        return;
      }
    }
    publish(batch, last - entries.size());
    for (int i = 0; i < decided.size(); i++) {
      decided.get(i).durable().complete(batch.decided().get(i).step().refusal());
      whenDurable.accept(decided.get(i).event());
    }
    checkpointer.maybe(state, last);
  }

  private void publish(Batch batch, long sequenceBefore) {
    long sequence = sequenceBefore;
    for (Batch.Decided one : batch.decided()) {
      for (StepRecords.Part part : one.records()) {
        sequence++;
        published.publish(part, sequence);
        if (!part.line().isEmpty()) {
          String subject = part.subject().map(DeviceId::value).orElse("ward");
          LOG.info("{} {} {} {}", sequence, subject, part.kind(), part.line());
        }
      }
      if (one.records().isEmpty()) {
        published.publish(one.step());
        if (!one.step().line().isEmpty()) {
          LOG.info("{} {}", one.step().kind(), one.step().line());
        }
      }
    }
    batch.decided().forEach(one -> one.step().intents().forEach(this::carryOut));
  }

  private void carryOut(Intent intent) {
    if (intent instanceof CoreIntent.EraseRecords erase) {
      eraser.erase(erase, () -> checkpointer.force(state, journal.lastSequence()));
    } else {
      intents.execute(intent);
    }
  }

  /** Ends {@link #run} after the batch at work, which the given event wakes it for. */
  void stop(Event wake) {
    stopping = true;
    var unused = queue.offer(new Submission(wake, clocks.now(), new CompletableFuture<>()));
  }
}
