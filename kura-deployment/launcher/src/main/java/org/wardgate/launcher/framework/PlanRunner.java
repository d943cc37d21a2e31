package org.wardgate.launcher.framework;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.launcher.plan.Plan;

/** Applies plans, checks what comes of them, and goes back when they fail. Thread-safe. */
public final class PlanRunner {

  private static final Logger LOG = LoggerFactory.getLogger(PlanRunner.class);

  private static final long POLL_MS = 20;

  private final PlanApplier applier;
  private final Components components;
  private final Duration healthyWithin;

  PlanRunner(BundleContext context, Duration healthyWithin) {
    this.applier = new PlanApplier(context);
    this.components = new Components(context);
    this.healthyWithin = healthyWithin;
  }

  /**
   * What came of a plan.
   *
   * @param inForce the plan that runs now
   * @param failure why the wanted plan does not run, absent if it does
   * @param findings what is not as it should be under the plan in force, one line each
   */
  public record Outcome(Plan inForce, Optional<Problem> failure, List<String> findings) {

    /** Copies the list. */
    public Outcome {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Applies a plan; if it fails, the previous one.
   *
   * @param wanted what shall run
   * @param previous what is known to work; absent or equal to {@code wanted} if there is nothing to
   *     go back to: then components that are not satisfied are findings, not a failure
   * @throws RefusedException if neither runs
   */
  public synchronized Outcome apply(Plan wanted, Optional<Plan> previous) throws RefusedException {
    Optional<Plan> fallback = previous.filter(plan -> !plan.sameAs(wanted));
    List<String> before = findings();
    try {
      applier.apply(wanted);
      List<String> fresh = awaitHealth(before);
      if (fresh.isEmpty() || fallback.isEmpty()) {
        fresh.forEach(line -> LOG.warn("{}", line));
        return new Outcome(wanted, Optional.empty(), fresh);
      }
      return goBack(
          fallback.get(),
          new RefusedException(LauncherErrors.NOT_HEALTHY, String.join("; ", fresh)));
    } catch (RefusedException e) {
      return goBack(fallback.orElseThrow(() -> e), e);
    }
  }

  /**
   * Applies a plan and leaves it to the caller to judge what comes of it.
   *
   * @throws RefusedException {@link LauncherErrors#BUNDLE_FAILED}; some of it may have been done
   */
  public synchronized void exchange(Plan wanted) throws RefusedException {
    applier.apply(wanted);
  }

  /**
   * Applies a plan that ran before.
   *
   * @throws RefusedException {@link LauncherErrors#BUNDLE_FAILED}; some of it may have been done
   */
  public synchronized void putBack(Plan previous) throws RefusedException {
    // a component that failed once is not tried again by a good configuration alone
    applier.stop(components.bundlesInTrouble());
    applier.apply(previous);
  }

  /** Bundles of the plan last applied that should be active and are not. */
  public List<String> inactive() {
    return applier.inactive();
  }

  private Outcome goBack(Plan previous, RefusedException cause) throws RefusedException {
    LOG.error("going back to the previous plan", cause);
    putBack(previous);
    List<String> findings = awaitHealth(List.of());
    return new Outcome(previous, Optional.of(cause.problem()), findings);
  }

  private List<String> awaitHealth(List<String> known) {
    long end = System.nanoTime() + healthyWithin.toNanos();
    List<String> fresh = fresh(known);
    while (!fresh.isEmpty() && System.nanoTime() < end && !Thread.interrupted()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
      fresh = fresh(known);
    }
    return fresh;
  }

  private List<String> fresh(List<String> known) {
    List<String> findings = findings();
    findings.removeAll(known);
    return findings;
  }

  private List<String> findings() {
    List<String> findings = new ArrayList<>(applier.inactive());
    findings.addAll(components.unsatisfied());
    return findings;
  }
}
