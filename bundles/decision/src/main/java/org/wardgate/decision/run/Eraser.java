package org.wardgate.decision.run;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.Journal;
import org.wardgate.decision.rules.CoreEvent.IntentFailed;
import org.wardgate.decision.rules.CoreEvent.RecordsErased;
import org.wardgate.decision.rules.CoreIntent.EraseRecords;

/**
 * Erases records in the only order that is safe: the cloud has them all; a checkpoint stands behind
 * them, so that replay never needs them; then they go, and the older checkpoints with them.
 */
final class Eraser {
  /** The cursor of the cloud. */
  private static final String CLOUD = "cloud";

  private final Journal journal;
  private volatile boolean awaitsCloud;
  private final Consumer<Event> answers;
  private final Map<DeviceId, Long> lastRecords = new ConcurrentHashMap<>();

  /**
   * @param awaitsCloud whether the cloud must have acknowledged what is erased
   * @param answers where what came of it is submitted
   */
  Eraser(Journal journal, boolean awaitsCloud, Consumer<Event> answers) {
    this.journal = journal;
    this.awaitsCloud = awaitsCloud;
    this.answers = answers;
  }

  /** Whether the cloud must have acknowledged what is erased from now on. Any thread. */
  void awaitsCloud(boolean whether) {
    awaitsCloud = whether;
  }

  /**
   * Runs on the thread that owns the state and does not wait.
   *
   * @param checkpoint writes the present state, in which the devices' data are no more
   */
  void erase(EraseRecords intent, Supplier<CompletionStage<Void>> checkpoint) {
    try {
      long behind = lastOf(intent) - journal.cursor(CLOUD);
      if (awaitsCloud && behind > 0) {
        fail(intent, "the cloud has " + behind + " records still to acknowledge");
        return;
      }
    } catch (RefusedException e) {
      fail(intent, e.problem().line());
      return;
    }
    var unused =
        checkpoint
            .get()
            .thenCompose(done -> eraseAll(intent))
            .whenComplete(
                (counts, failure) -> {
                  if (failure == null) {
                    intent.devices().forEach(lastRecords::remove);
                    answers.accept(new RecordsErased(intent.correlationId(), counts));
                  } else {
                    fail(intent, String.valueOf(failure.getMessage()));
                  }
                });
  }

  /** Their last record is no younger than the first time they were to be erased. */
  private long lastOf(EraseRecords intent) {
    long now = journal.lastSequence();
    return intent.devices().stream()
        .mapToLong(d -> lastRecords.computeIfAbsent(d, device -> now))
        .max()
        .orElse(now);
  }

  private CompletionStage<Map<DeviceId, Integer>> eraseAll(EraseRecords intent) {
    CompletionStage<Map<DeviceId, Integer>> all =
        CompletableFuture.completedFuture(new HashMap<>());
    for (DeviceId device : intent.devices()) {
      all =
          all.thenCombine(
              journal.erase(device),
              (counts, count) -> {
                counts.put(device, count);
                return counts;
              });
    }
    return all;
  }

  private void fail(EraseRecords intent, String detail) {
    answers.accept(
        new IntentFailed(
            intent.correlationId(), Problem.of(DecisionErrors.INTENT_OVERDUE, detail)));
  }
}
