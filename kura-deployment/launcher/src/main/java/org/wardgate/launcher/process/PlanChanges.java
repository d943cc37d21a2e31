package org.wardgate.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.installer.ProcessSurroundings;
import org.wardgate.launcher.framework.PlanRunner;
import org.wardgate.launcher.instance.Instance;
import org.wardgate.launcher.instance.InstanceReader;
import org.wardgate.launcher.plan.Plan;
import org.wardgate.launcher.plan.PlanStore;
import org.wardgate.launcher.set.PlanSet;
import org.wardgate.launcher.set.SetChoice;

/**
 * Which plan a gateway runs, from start to start: the one its features and its instance make, or
 * else the one before. Used by one thread at a time.
 */
final class PlanChanges {

  private static final Logger LOG = LoggerFactory.getLogger(PlanChanges.class);

  private final Instance instance;
  private final SetChoice choice;
  private final PlanStore lastGood;
  private final PlanStore running;

  PlanChanges(Instance instance, SetChoice choice) {
    this.instance = instance;
    this.choice = choice;
    this.lastGood = new PlanStore(instance.lastGoodPlan());
    this.running = new PlanStore(instance.runningPlan());
  }

  /** Without readable features the framework starts plainly: the previous plan may still run. */
  Map<String, String> frameworkProperties() {
    try {
      return choice.planner().frameworkProperties(instance);
    } catch (RefusedException e) {
      LOG.error("{}", e.getMessage());
      return Map.of();
    }
  }

  /**
   * Starts the wanted plan, or the last one with which a start became healthy.
   *
   * @throws RefusedException if neither runs
   */
  void start(PlanRunner runner, AdminRelay relay) throws RefusedException, IOException {
    Optional<Plan> previous = lastGood.load();
    Optional<Problem> unreadable = Optional.empty();
    Plan wanted;
    try {
      wanted = choice.planner().plan(instance);
    } catch (RefusedException e) {
      LOG.error("going back to the previous plan", e);
      unreadable = Optional.of(e.problem());
      wanted = previous.orElseThrow(() -> e);
    }
    relay.retarget(ConsolePort.of(wanted));
    ConsolePort.requireFree(wanted);
    PlanRunner.Outcome outcome = runner.apply(wanted, previous);
    relay.retarget(ConsolePort.of(outcome.inForce()));
    note(unreadable.or(outcome::failure));
    running.save(outcome.inForce());
    if (outcome.failure().isPresent() || unreadable.isPresent()) {
      choice.recognise(instance, outcome.inForce());
    }
    if (unreadable.isEmpty() && outcome.failure().isEmpty() && outcome.findings().isEmpty()) {
      // only a start proves a plan: a running component may refuse a value and keep the one before
      lastGood.save(wanted);
    }
  }

  /**
   * Reads features and instance again and applies what changed; if that fails, nothing changes.
   *
   * @param updating whether an update is under way, also one on probation: then nothing is done,
   *     because the plan that runs is not the one to go back to
   */
  void reload(PlanRunner runner, AdminRelay relay, BooleanSupplier updating) {
    if (updating.getAsBoolean() || System.getProperty(ProcessSurroundings.UPDATING) != null) {
      LOG.warn("an update is under way: change features and instance when it is done");
      return;
    }
    LOG.info("reading features and instance again");
    try {
      Plan wanted = plan();
      PlanRunner.Outcome outcome = runner.apply(wanted, running.load());
      relay.retarget(ConsolePort.of(outcome.inForce()));
      note(outcome.failure());
      if (outcome.failure().isEmpty()) {
        running.save(outcome.inForce());
      } else {
        choice.recognise(instance, outcome.inForce());
      }
    } catch (RefusedException | IOException e) {
      LOG.error("the running plan stays: {}", e.getMessage());
    }
  }

  /** What makes and keeps the plans of sets that come as updates. */
  PlanSet.Plans ofUpdates(AdminRelay relay) {
    return new PlanSet.Plans() {
      @Override
      public Plan plan() throws RefusedException {
        return PlanChanges.this.plan();
      }

      @Override
      public void running(Plan plan) {
        relay.retarget(ConsolePort.of(plan));
      }

      @Override
      public void keep(Plan plan) throws IOException {
        running.save(plan);
        lastGood.save(plan);
      }
    };
  }

  private Plan plan() throws RefusedException {
    return choice.planner().plan(InstanceReader.read(instance.directory()));
  }

  /** Leaves a note for people and for {@code status} while the wanted plan does not run. */
  private void note(Optional<Problem> failure) throws IOException {
    if (failure.isPresent()) {
      Files.writeString(instance.planFailure(), failure.get().line() + "\n");
    } else {
      Files.deleteIfExists(instance.planFailure());
    }
  }
}
