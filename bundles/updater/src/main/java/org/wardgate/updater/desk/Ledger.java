package org.wardgate.updater.desk;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateErrors;
import org.wardgate.api.update.UpdateEvent.StepTaken;
import org.wardgate.api.update.UpdateState;

/** Writes down what becomes of updates: the record, and the step for the journal. Thread-safe. */
final class Ledger {
  /** Most steps of one update after which it may be announced anew. */
  static final int STEPS_MAX_COUNT = 64;

  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  private final Records records;
  private final StepQueue queue;
  private final Clock clock;

  Ledger(Records records, StepQueue queue, Clock clock) {
    this.records = records;
    this.queue = queue;
    this.clock = clock;
  }

  Optional<UpdateRecord> find(String id) {
    return records.find(id);
  }

  List<UpdateRecord> all() {
    return records.all();
  }

  Instant now() {
    return clock.instant();
  }

  /** An update came to a state. */
  UpdateRecord enter(UpdateRecord before, UpdateState state, String operator, String detail)
      throws RefusedException {
    return write(before.in(state, Optional.empty(), now()), operator, detail);
  }

  /** An update is refused. What cannot be written down any more is in the log. */
  void refuse(UpdateRecord before, String operator, RefusedException cause) {
    LOG.warn("update {} is refused: {}", before.id(), cause.getMessage());
    try {
      UpdateRecord unused =
          write(
              before.in(UpdateState.REFUSED, Optional.of(cause.problem()), now()),
              operator,
              cause.detail());
    } catch (RefusedException e) {
      LOG.error("this could not be written down: {}", e.getMessage());
    }
  }

  /** Somebody did something that leaves the state as it is. */
  UpdateRecord note(UpdateRecord before, String operator, String detail) throws RefusedException {
    return write(before.in(before.state(), before.problem(), now()), operator, detail);
  }

  /**
   * An update passed a state on its way to another, in which it must not be found after a power
   * cut: the journal has it, the record has it not.
   */
  UpdateRecord pass(UpdateRecord before, UpdateState state, String operator, String detail)
      throws RefusedException {
    UpdateRecord passed = before.in(state, Optional.empty(), now());
    add(passed, operator, detail);
    return passed;
  }

  /** The installer took a step. Its numbers give the order: a clock may be set back. */
  void follow(StepTaken step) throws IOException {
    Optional<UpdateRecord> known = records.find(step.id());
    if (known.isPresent() && step.number() > known.get().followed()) {
      records.keep(known.get().after(step));
    }
  }

  /**
   * Refuses to begin anew what was begun too often. Once it has begun, its few further steps are
   * always taken: people must be able to decide against it.
   */
  void requireNotTooOften(UpdateRecord known) throws RefusedException {
    if (known.steps() >= STEPS_MAX_COUNT) {
      throw new RefusedException(UpdateErrors.WRONG_STATE, "it was handed in too often");
    }
  }

  /** Drops what is over and nobody looks at, so that there is room for one more. */
  void makeRoom() throws RefusedException {
    try {
      List<UpdateRecord> all = records.all();
      int tooMany = all.size() - Records.MAX_COUNT + 1;
      for (int i = all.size() - 1; i >= 0 && tooMany > 0; i--) {
        if (all.get(i).over(now())) {
          records.forget(all.get(i).id());
          tooMany--;
        }
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UpdateRecord write(UpdateRecord after, String operator, String detail)
      throws RefusedException {
    add(after, operator, detail); // first: after a power cut it is repeated, never missing
    try {
      records.keep(after);
      return after;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void add(UpdateRecord after, String operator, String detail) throws RefusedException {
    try {
      queue.add(after, operator, Problem.clean(detail));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static RefusedException failed(IOException cause) {
    return new RefusedException(UpdateErrors.NO_ROOM, String.valueOf(cause.getMessage()), cause);
  }
}
