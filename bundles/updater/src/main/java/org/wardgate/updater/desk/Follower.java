package org.wardgate.updater.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateEvent.StepTaken;
import org.wardgate.api.update.UpdateState;
import org.wardgate.updater.files.Folders;
import org.wardgate.updater.files.HandOver;

/**
 * Follows the installer's steps, journals them and the updater's own, and goes on with what a
 * restart interrupted. Used by one thread.
 */
final class Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final long JOURNAL_PATIENCE_SECONDS = 10;

  private final Ledger ledger;
  private final StepQueue queue;
  private final HandOver handOver;
  private final Path directory;
  private final Supplier<Optional<EventSink>> decision;

  /** The installer's steps that the records know: none is journaled, and removed, before. */
  private List<Path> followed = List.of();

  Follower(
      Ledger ledger,
      StepQueue queue,
      HandOver handOver,
      Path directory,
      Supplier<Optional<EventSink>> decision) {
    this.ledger = ledger;
    this.queue = queue;
    this.handOver = handOver;
    this.directory = directory;
    this.decision = decision;
  }

  /** Takes over what the installer did. Nothing else may write records meanwhile. */
  void follow() throws IOException {
    List<Path> done = new ArrayList<>();
    followed = done;
    for (Path file : handOver.steps()) {
      Optional<StepTaken> step = read(file);
      if (step.isPresent()) {
        ledger.follow(step.get());
        done.add(file);
      }
    }
    clean();
  }

  /** Journals what waits. */
  void journal() throws IOException, InterruptedException {
    List<Path> all = new ArrayList<>(queue.waiting());
    all.addAll(followed);
    journal(all);
  }

  private void journal(List<Path> steps) throws IOException, InterruptedException {
    if (steps.isEmpty()) {
      return;
    }
    Optional<EventSink> sink = decision.get();
    for (Path file : sink.isPresent() ? steps : List.<Path>of()) {
      Optional<StepTaken> step = read(file);
      if (step.isPresent() && !journaled(sink.get(), step.get())) {
        return; // the order is kept; again at the next look
      }
      Folders.remove(file);
    }
  }

  private static boolean journaled(EventSink sink, StepTaken step) throws InterruptedException {
    try {
      Void unused =
          sink.submit(step).toCompletableFuture().get(JOURNAL_PATIENCE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("a step waits for the journal", e);
      return false;
    }
  }

  private static Optional<StepTaken> read(Path file) throws IOException {
    try {
      return StepFile.read(file);
    } catch (IOException e) {
      LOG.warn("{} is removed: {}", file, e.getMessage());
      Folders.remove(file);
      return Optional.empty();
    }
  }

  /**
   * What was interrupted between two files goes on; what is half goes. Before the desk takes
   * anything.
   */
  void resume() throws IOException, RefusedException {
    follow();
    for (UpdateRecord record : ledger.all()) {
      if (record.state() == UpdateState.VERIFIED) {
        UpdateRecord unused =
            ledger.enter(
                record, UpdateState.EXPECTED, "", "interrupted; hand the package in again");
      }
      boolean asked = record.state() == UpdateState.STAGED && handOver.idle();
      if (asked && handOver.isStaged(record.id())) {
        LOG.info("update {} is handed to the installer again", record.id());
        handOver.requestInstall(record.id());
      }
    }
    List<String> held =
        ledger.all().stream()
            .filter(record -> record.state() == UpdateState.HELD)
            .map(record -> record.id() + ".dp")
            .toList();
    List<String> known =
        ledger.all().stream().map(record -> record.id() + Signatures.SUFFIX).toList();
    for (String name : Folders.names(directory)) {
      if (name.endsWith(Signatures.SUFFIX) && !known.contains(name)) {
        Folders.remove(directory.resolve(name));
      }
      boolean leftover = name.endsWith(".part") || name.endsWith(".tmp") || name.endsWith(".dp");
      if (leftover && !held.contains(name)) {
        Folders.remove(directory.resolve(name));
      }
    }
  }

  private void clean() throws IOException {
    if (handOver.idle()) {
      handOver.clean(
          ledger.all().stream()
              .filter(record -> record.state() == UpdateState.STAGED)
              .map(UpdateRecord::id)
              .toList());
    }
  }
}
