package org.wardgate.enforcement.nft;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.error.RefusedException;

/**
 * The one thread that changes rules: takes intents in order, several at once if they wait, and
 * looks after the table in between.
 */
final class EnforcementWorker implements Runnable {
  /** Most intents that wait; removals are never refused for it. */
  static final int QUEUE_MAX_COUNT = 16_384;

  /** Most intents in one transaction. */
  static final int BATCH_MAX_COUNT = 64;

  /** The close look at rules and barrier happens every so many watches. */
  static final int WATCHES_PER_CLOSE_LOOK = 10;

  private static final Logger LOG = LoggerFactory.getLogger(EnforcementWorker.class);

  private final Kernel kernel;
  private final Applier applier;
  private final Consumer<EnforcementEvent> events;
  private final LongSupplier nanoTime;
  private final Duration watchPeriod;
  private final BlockingQueue<Optional<Job>> queue = new LinkedBlockingQueue<>();
  private final Queue<Runnable> questions = new ConcurrentLinkedQueue<>();
  private volatile boolean stopping;
  private volatile OnStop onStop = OnStop.STATIC;
  private volatile boolean sinkArrived;
  private long watchesCount;
  private String lastProblem = "";

  EnforcementWorker(
      Kernel kernel,
      Applier applier,
      Consumer<EnforcementEvent> events,
      LongSupplier nanoTime,
      Duration watchPeriod) {
    this.kernel = kernel;
    this.applier = applier;
    this.events = events;
    this.nanoTime = nanoTime;
    this.watchPeriod = watchPeriod;
  }

  /** Queues an intent. Thread-safe. */
  CompletionStage<EnforcementEvent> execute(EnforcementIntent intent) {
    Job job = new Job(intent, new CompletableFuture<>());
    if (stopping || (queue.size() >= QUEUE_MAX_COUNT && job.opens())) {
      job.refused(
          new RefusedException(
              EnforcementErrors.NFT_FAILED, stopping ? "enforcement stops" : "too many wait"));
    } else {
      queue.add(Optional.of(job));
      if (stopping) {
        refuseRest();
      }
    }
    return job.answer();
  }

  /** Somebody listens to events now: tell again what is missing. Thread-safe. */
  void sinkArrived() {
    sinkArrived = true;
  }

  /**
   * Asks the truth something, between two changes. Thread-safe.
   *
   * @param question must only look
   * @return fails once the loop has ended
   */
  <T> CompletableFuture<T> ask(Function<WardTable, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    questions.add(
        () -> {
          if (stopping) {
            answer.completeExceptionally(new IllegalStateException("enforcement stops"));
            return;
          }
          try {
            answer.complete(question.apply(applier.truth()));
          } catch (IllegalArgumentException e) {
            answer.completeExceptionally(e); // the question made no sense
          }
        });
    queue.add(Optional.empty()); // wakes the loop
    if (stopping) {
      answerQuestions();
    }
    return answer;
  }

  private void answerQuestions() {
    for (Runnable next = questions.poll(); next != null; next = questions.poll()) {
      next.run();
    }
  }

  /** Ends the loop after the work in hand. Thread-safe. */
  void stop(OnStop wanted) {
    onStop = wanted;
    stopping = true;
    queue.add(Optional.empty()); // wakes the loop
  }

  @Override
  public void run() {
    long nextWatch = nanoTime.getAsLong();
    try {
      while (!stopping) {
        long left = Math.max(0, nextWatch - nanoTime.getAsLong());
        Optional<Job> first = queue.poll(left, TimeUnit.NANOSECONDS);
        if (first != null) {
          carryOut(first);
        }
        answerQuestions();
        if (!stopping && nanoTime.getAsLong() - nextWatch >= 0) {
          watch();
          nextWatch = nanoTime.getAsLong() + watchPeriod.toNanos();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopping = true;
      if (onStop == OnStop.CLOSED) {
        applier.closeToFloors();
      }
      kernel.close();
      applier.dropHeld(true);
      refuseRest();
      answerQuestions();
    }
  }

  private void carryOut(Optional<Job> first) {
    List<Optional<Job>> taken = new ArrayList<>(List.of(first));
    queue.drainTo(taken, BATCH_MAX_COUNT - 1);
    applier.carryOut(taken.stream().flatMap(Optional::stream).toList());
  }

  private void refuseRest() {
    List<Optional<Job>> rest = new ArrayList<>();
    queue.drainTo(rest);
    RefusedException why = new RefusedException(EnforcementErrors.NFT_FAILED, "enforcement stops");
    rest.stream().flatMap(Optional::stream).forEach(job -> job.refused(why));
  }

  private void watch() {
    watchesCount++;
    applier.dropHeld(false);
    applier.truth().purge();
    try {
      kernel.ready(applier.truth());
      look();
      lastProblem = "";
    } catch (RefusedException e) {
      if (!lastProblem.equals(e.getMessage())) {
        lastProblem = String.valueOf(e.getMessage());
        LOG.error("nothing can be changed: {}; trying again", lastProblem);
      }
    }
  }

  private void look() throws RefusedException {
    if (kernel.lost()) {
      applier.reinstall();
      lost("the table was missing");
    } else {
      if (watchesCount % WATCHES_PER_CLOSE_LOOK == 0) {
        kernel.lookCloser();
      }
      Optional<String> tampered = kernel.tampered();
      if (tampered.isPresent()) {
        if (kernel.state() == Kernel.State.OURS) {
          applier.reinstall();
        }
        lost(tampered.get());
      }
    }
    boolean ask = sinkArrived || watchesCount % WATCHES_PER_CLOSE_LOOK == 0;
    if (kernel.state() == Kernel.State.EARLIER && ask) {
      sinkArrived = false;
      submit(new RefusedException(EnforcementErrors.NOT_RECONCILED, "an earlier table stands"));
    }
  }

  private void lost(String what) {
    LOG.error("{} {}; put back", EnforcementErrors.RULES_LOST.code(), what);
    submit(new RefusedException(EnforcementErrors.RULES_LOST, what));
  }

  private void submit(RefusedException found) {
    CorrelationId id = new CorrelationId("nft-" + UUID.randomUUID());
    events.accept(new EnforcementEvent.RulesLost(id, found.problem()));
  }
}
