package org.wardgate.installer;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The course of an update, from the first bundle to the end of the matter. Used by one thread. */
final class Course {

  /** So often at most the gateway is started anew because the set before cannot be put back. */
  static final int RESTARTS_MAX = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Course.class);

  private final HandOver handOver;
  private final Sets sets;
  private final BundleSet set;
  private final Health health;
  private final Surroundings surroundings;
  private final Trial trial;

  private volatile boolean ended;
  private volatile boolean stuck;

  Course(HandOver handOver, Sets sets, BundleSet set, Health health, Surroundings surroundings) {
    this.handOver = handOver;
    this.sets = sets;
    this.set = set;
    this.health = health;
    this.surroundings = surroundings;
    this.trial = new Trial(set, health, surroundings);
  }

  /** Whether this process is about to end. */
  boolean ended() {
    return ended;
  }

  /** Whether the set before could not be put back: until a start mends it, nothing is tried. */
  boolean stuck() {
    return stuck;
  }

  /** Takes nothing while what runs is neither the old set nor the new one. */
  void turnAway(String id) throws IOException {
    State state = handOver.state();
    Step step =
        new Step(Step.REFUSED, Fault.STUCK.code(), "an earlier update could not be put back");
    handOver.enter(state, step, state.about(id));
    handOver.dropRequest();
    if (!id.equals(state.id())) {
      handOver.dropStaged(id);
    }
  }

  /** Says why something was not even tried. */
  void refuse(String id, String running, InstallException cause) throws IOException {
    State state =
        new State(
            Phase.IDLE,
            id,
            "",
            "",
            running,
            surroundings.boot(),
            surroundings.now(),
            handOver.state().number(),
            cause.fault().code(),
            cause.detail(),
            false,
            0);
    handOver.enter(state, new Step(Step.REFUSED, cause.fault().code(), cause.detail()));
    handOver.dropRequest();
    handOver.dropStaged(id);
  }

  /** From here on a restart knows of the update. */
  void begin(Staged staged, Staged previous, boolean back) throws IOException {
    State state =
        new State(
            Phase.INSTALLING,
            staged.id(),
            staged.version(),
            previous.id(),
            previous.version(),
            surroundings.boot(),
            surroundings.now(),
            handOver.state().number(),
            "",
            "",
            back,
            0);
    handOver.enter(state, step(Step.INSTALLING, state));
    handOver.dropRequest();
  }

  /** Installs, watches, keeps or puts back. */
  void run(Staged staged, Staged previous) throws IOException, InterruptedException {
    try {
      tryOut(staged, previous);
    } finally {
      exchanged();
    }
  }

  private void tryOut(Staged staged, Staged previous) throws IOException, InterruptedException {
    Health.Baseline before;
    try {
      before = trial.baseline();
    } catch (InstallException e) {
      finishBack(handOver.state(), e);
      return;
    }
    try {
      surroundings.updating(staged.id());
      surroundings.within(staged.installSeconds(), () -> set.install(staged));
      trial.become(before, staged.probes(), staged.installSeconds());
      enter(Phase.PROBATION, step(Step.ON_PROBATION, handOver.state()));
      try (Health.Watch watch = health.watch()) {
        trial.stay(watch, before, staged.probes(), staged.probationSeconds());
      }
      keep(staged);
    } catch (InstallException e) {
      goBack(handOver.state(), previous, before, e);
      return;
    } catch (IOException e) {
      LOG.error("the disk does not take the state of the update", e);
      goBack(handOver.state(), previous, before, notKept(e));
      return;
    } catch (RuntimeException | LinkageError e) {
      LOG.error("nobody can tell whether the new set is well", e);
      goBack(handOver.state(), previous, before, untold(e));
      return;
    }
    finishKeeping(handOver.state(), staged);
  }

  /** A process that is about to end stays marked: its bundles still have to stop. */
  private void exchanged() {
    if (!ended) {
      surroundings.updating("");
    }
  }

  private void keep(Staged staged) throws IOException {
    handOver.enter(handOver.state().in(Phase.KEEPING, surroundings.boot(), surroundings.now()));
    set.keep(staged);
  }

  /** Ends what a restart, or a disk that was full, interrupted. */
  void resume(State state) throws IOException, InterruptedException {
    try {
      goOn(state);
    } finally {
      exchanged();
    }
  }

  private void goOn(State state) throws IOException, InterruptedException {
    InstallException cause = cause(state);
    boolean newRuns = set.version().equals(state.version());
    if (state.phase() == Phase.KEEPING && newRuns) {
      Optional<Staged> kept = find(state);
      if (kept.isPresent()) {
        set.keep(kept.get());
        finishKeeping(state, kept.get());
        return;
      }
    }
    if (state.isStuck() && !newRuns && !set.version().equals(state.from())) {
      // somebody installed a third set by hand: to put the old one back would undo that
      finishBack(state, cause);
      return;
    }
    boolean fresh = !state.boot().equals(surroundings.boot());
    Staged previous =
        sets.current().orElseThrow(() -> new IOException("the set to put back is not kept"));
    if (fresh && set.version().equals(state.from())) {
      if (!trial.settles(previous)) {
        if (state.phase() != Phase.GOING_BACK) {
          goBack(state, previous, trial.ailing(), cause);
          return;
        }
        mend(state, previous);
      }
      set.keep(previous);
      finishBack(state, cause);
      return;
    }
    goBack(state, previous, trial.ailing(), cause);
  }

  private static InstallException cause(State state) {
    if (state.isStuck()) {
      return new InstallException(Fault.NOT_EXCHANGED, "a start brought a set again");
    }
    return state.code().isEmpty()
        ? new InstallException(Fault.RESTARTED, "the gateway restarted during the trial")
        : new InstallException(faultOf(state.code()), state.detail());
  }

  /** Once more, and whatever comes of it stays: another start would bring the same. */
  private void mend(State state, Staged previous) throws InterruptedException {
    surroundings.updating(state.id());
    try {
      surroundings.within(previous.installSeconds(), () -> set.putBack(previous));
    } catch (InstallException | RuntimeException | LinkageError e) {
      LOG.error("the set before does not run as it should", e);
    }
  }

  private static Fault faultOf(String code) {
    return List.of(Fault.values()).stream()
        .filter(fault -> fault.code().equals(code))
        .findFirst()
        .orElse(Fault.NOT_EXCHANGED);
  }

  private Optional<Staged> find(State state) throws IOException {
    for (Optional<Staged> kept : List.of(sets.current(), sets.previous())) {
      if (kept.isPresent() && kept.get().id().equals(state.id()) && sets.complete(kept.get())) {
        return kept;
      }
    }
    try {
      return Optional.of(handOver.staged(state.id()));
    } catch (InstallException e) {
      LOG.error("{} {}", e.fault().code(), e.detail());
      return Optional.empty();
    }
  }

  private void finishKeeping(State state, Staged staged) throws IOException {
    if (state.back()) {
      sets.retreat(staged);
    } else {
      sets.advance(staged);
      handOver.committed(staged.version());
    }
    handOver.dropStaged(state.id());
    enter(Phase.IDLE, step(Step.COMMITTED, state));
  }

  private void goBack(State state, Staged previous, Health.Baseline before, InstallException cause)
      throws IOException, InterruptedException {
    LOG.error("going back to {}: {} {}", previous.version(), cause.fault().code(), cause.detail());
    boolean noted = noteGoingBack(state, cause);
    surroundings.updating(state.id());
    try {
      surroundings.within(previous.installSeconds(), () -> set.putBack(previous));
      set.keep(previous);
      trial.become(before, List.of(), previous.installSeconds());
    } catch (InstallException | IOException | RuntimeException | LinkageError e) {
      LOG.error("the set before does not run either", e);
      startAnew(state, noted, e);
      return;
    }
    finishBack(state, cause);
  }

  /**
   * A restart that cannot be counted is one too many, but for the first: the process that began the
   * update is in the way of what it runs.
   */
  private void startAnew(State state, boolean counted, Throwable why) throws IOException {
    if (state.tries() >= RESTARTS_MAX) {
      giveUp(state, why);
    } else if (counted || state.boot().equals(surroundings.boot())) {
      ended = true;
      surroundings.restart(String.valueOf(why.getMessage()));
    } else {
      throw new IOException("the set before does not run: " + why.getMessage(), why);
    }
  }

  private void giveUp(State state, Throwable why) throws IOException {
    if (!state.isStuck()) {
      String detail = state.from() + " does not come back: " + why.getMessage();
      handOver.enter(
          handOver
              .state()
              .in(Phase.GOING_BACK, surroundings.boot(), surroundings.now())
              .because(Fault.STUCK.code(), detail),
          new Step(Step.PUT_BACK, Fault.STUCK.code(), detail));
    }
    stuck = true;
  }

  /** On a full disk the old set is put back all the same. */
  private boolean noteGoingBack(State state, InstallException cause) {
    State back = state.in(Phase.GOING_BACK, surroundings.boot(), surroundings.now());
    try {
      // not counted further than to the limit, whose step was told once
      handOver.enter(
          state.isStuck()
              ? back
              : back.triedOnceMore().because(cause.fault().code(), cause.detail()));
      return true;
    } catch (IOException e) {
      LOG.error("the disk does not take the state of the update", e);
      return false;
    }
  }

  private void finishBack(State state, InstallException cause) throws IOException {
    handOver.dropStaged(state.id());
    String code = cause.fault().code();
    State idle =
        handOver
            .state()
            .in(Phase.IDLE, surroundings.boot(), surroundings.now())
            .because(code, cause.detail());
    handOver.enter(idle, new Step(Step.PUT_BACK, code, cause.detail()));
    stuck = false;
  }

  private void enter(Phase phase, Step step) throws IOException {
    handOver.enter(handOver.state().in(phase, surroundings.boot(), surroundings.now()), step);
  }

  private static Step step(String name, State state) {
    return new Step(name, "", Objects.toString(state.from(), "") + " to " + state.version());
  }

  private static InstallException untold(Throwable e) {
    return new InstallException(Fault.NOT_HEALTHY, "nobody can tell whether it is well: " + e, e);
  }

  private static InstallException notKept(IOException e) {
    return new InstallException(Fault.NOT_KEPT, "the disk did not take it: " + e.getMessage(), e);
  }
}
