package org.wardgate.enforcement.nft;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.DeviceId;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.enforcement.EnforcementIntent.InsertAddresses;
import org.wardgate.api.enforcement.EnforcementIntent.Place;
import org.wardgate.api.enforcement.EnforcementIntent.Reconcile;
import org.wardgate.api.enforcement.EnforcementIntent.Remove;
import org.wardgate.api.error.RefusedException;

/**
 * Carries out intents: first in the truth, then in the kernel, together where they come together. A
 * batch that the kernel refuses is taken back and tried again one by one, so that one bad intent
 * hurts no other. Confined to one thread.
 */
final class Applier {
  private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

  private final Kernel kernel;
  private final Clock clock;
  private final List<Job> held = new ArrayList<>();
  private WardTable truth;

  Applier(Kernel kernel, WardTable empty, Clock clock) {
    this.kernel = kernel;
    this.truth = empty;
    this.clock = clock;
  }

  WardTable truth() {
    return truth;
  }

  /** Carries out jobs in order and answers each, now or once the table is reconciled. */
  void carryOut(List<Job> jobs) {
    try {
      kernel.ready(truth);
    } catch (RefusedException e) {
      jobs.forEach(job -> job.refused(e));
      return;
    }
    List<Job> together = new ArrayList<>();
    for (Job job : jobs) {
      if (job.intent() instanceof Reconcile reconcile) {
        batch(List.copyOf(together));
        together.clear();
        reconcile(job, reconcile);
      } else if (late(job)) {
        job.refused(
            new RefusedException(
                EnforcementErrors.NFT_TIMEOUT, "its deadline passed in the queue"));
      } else if (kernel.state() == Kernel.State.EARLIER) {
        held.add(job);
      } else {
        together.add(job);
      }
    }
    batch(together);
  }

  /** Refuses held jobs whose time is over, or all of them. */
  void dropHeld(boolean all) {
    for (Job job : List.copyOf(held)) {
      if (all || clock.instant().isAfter(job.intent().deadline())) {
        held.remove(job);
        job.refused(new RefusedException(EnforcementErrors.NOT_RECONCILED, ""));
      }
    }
  }

  /** Puts the table back from the truth; held jobs can go on. */
  void reinstall() throws RefusedException {
    kernel.install(truth);
    releaseHeld();
  }

  /** At the end: everybody has nothing but a floor, in one change. What fails is said. */
  void closeToFloors() {
    if (kernel.state() == Kernel.State.UNKNOWN || kernel.state() == Kernel.State.EARLIER) {
      LOG.warn("what an earlier run left in force stays: it is not known what is in it");
      return;
    }
    try {
      installTwice(truth.floors());
      LOG.info("closed; what is left are therapy floors");
    } catch (RefusedException e) {
      LOG.error("could not close, the last policies stay in force: {}", e.getMessage());
    }
  }

  private void releaseHeld() {
    if (!held.isEmpty()) {
      List<Job> released = List.copyOf(held);
      held.clear();
      carryOut(released);
    }
  }

  private boolean late(Job job) {
    return job.opens() && clock.instant().isAfter(job.intent().deadline());
  }

  private void reconcile(Job job, Reconcile reconcile) {
    Map<DeviceId, RefusedException> leftOut = new HashMap<>();
    WardTable next = truth.with(reconcile.placements(), leftOut);
    try {
      installTwice(next);
    } catch (RefusedException e) {
      job.refused(e);
      return;
    }
    truth = next;
    if (leftOut.isEmpty()) {
      job.enforced();
    } else {
      leftOut.forEach(
          (device, why) -> LOG.warn("{} is not placed as asked: {}", device, why.getMessage()));
      RefusedException first = leftOut.values().iterator().next();
      job.refused(
          new RefusedException(
              first.errorCode(), "left out: " + leftOut.keySet() + "; the others are in force"));
    }
    releaseHeld();
  }

  /** A second time with a new nft, if the first one was lost on the way. */
  private void installTwice(WardTable next) throws RefusedException {
    try {
      kernel.install(next);
    } catch (RefusedException e) {
      if (e.errorCode().equals(EnforcementErrors.NFT_FAILED)) {
        throw e;
      }
      LOG.warn("once more after {}", e.getMessage());
      kernel.install(next);
    }
  }

  private void batch(List<Job> jobs) {
    if (jobs.isEmpty()) {
      return;
    }
    List<Job> changed = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (Job job : jobs) {
      try {
        changes.add(change(job.intent()));
        changed.add(job);
      } catch (RefusedException e) {
        job.refused(e);
      }
    }
    List<String> commands = changes.stream().flatMap(c -> c.commands().stream()).toList();
    try {
      if (!commands.isEmpty()) {
        kernel.apply(commands);
      }
      changed.forEach(Job::enforced);
    } catch (RefusedException e) {
      afterFailure(changed, changes, e);
    }
  }

  private void afterFailure(List<Job> jobs, List<Change> changes, RefusedException failure) {
    if (jobs.size() == 1) {
      installInstead(jobs.get(0), changes.get(0), failure);
      return;
    }
    for (int i = changes.size() - 1; i >= 0; i--) {
      changes.get(i).undo().run();
    }
    LOG.warn("{} intents one by one after {}", jobs.size(), failure.getMessage());
    for (Job job : jobs) {
      try {
        kernel.ready(truth);
        batch(List.of(job));
      } catch (RefusedException e) {
        job.refused(e);
      }
    }
  }

  /** The kernel may differ from the truth, so that a small change fails: then the whole table. */
  private void installInstead(Job job, Change change, RefusedException failure) {
    try {
      kernel.install(truth);
      LOG.warn("put the whole table back after {}", failure.getMessage());
      job.enforced();
    } catch (RefusedException e) {
      change.undo().run();
      job.refused(failure);
    }
  }

  private Change change(EnforcementIntent intent) throws RefusedException {
    if (intent instanceof Place place) {
      return truth.place(place.placement());
    }
    if (intent instanceof Remove remove) {
      return truth.remove(remove.device());
    }
    InsertAddresses insert = (InsertAddresses) intent;
    return truth.insert(insert.name(), insert.ttlSecondsByAddress());
  }
}
