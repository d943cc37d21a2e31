package org.wardgate.installer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches a set that was just put in place. Used by one thread. */
final class Trial {

  private static final Logger LOG = LoggerFactory.getLogger(Trial.class);

  /** A component may be without what it needs for so many looks before that counts. */
  private static final int PATIENCE_LOOKS = 3;

  /** Every so many looks the probes are asked again. */
  private static final int PROBE_LOOKS = 10;

  /** Every so many looks components that failed are started anew. */
  private static final int START_AGAIN_LOOKS = 10;

  private static final int FINDINGS_MAX = 5;

  private final BundleSet set;
  private final Health health;
  private final Surroundings surroundings;

  Trial(BundleSet set, Health health, Surroundings surroundings) {
    this.set = set;
    this.health = health;
    this.surroundings = surroundings;
  }

  /**
   * How things are before something changes.
   *
   * @throws InstallException {@link Fault#NOT_HEALTHY} if nobody can tell: then nothing may change
   */
  Health.Baseline baseline() throws InstallException, InterruptedException {
    RuntimeException last = new IllegalStateException("not asked");
    for (int looks = 0; looks < PATIENCE_LOOKS; looks++) {
      try {
        return health.baseline();
      } catch (RuntimeException e) {
        LOG.warn("nobody can tell how components are", e);
        last = e;
        surroundings.pause();
      }
    }
    throw new InstallException(
        Fault.NOT_HEALTHY, "nobody can tell how components are before it: " + last, last);
  }

  /**
   * What may be unwell in the set before, when the set that runs is not the one to compare with.
   */
  Health.Baseline ailing() throws InterruptedException {
    try {
      return new Health.Baseline(Set.of(), baseline().ailing());
    } catch (InstallException e) {
      LOG.error("{} {}", e.fault().code(), e.detail());
      return new Health.Baseline(Set.of(), Set.of());
    }
  }

  /** Waits until the bundles of the set that a start brought run; whether they do. */
  boolean settles(Staged started) throws InterruptedException {
    long end = end(started.installSeconds());
    List<String> findings = set.findings(started);
    while (!findings.isEmpty() && surroundings.nanoTime() - end <= 0) {
      surroundings.pause();
      findings = set.findings(started);
    }
    if (!findings.isEmpty()) {
      LOG.error("{} does not run after the start: {}", started.version(), findings);
    }
    return findings.isEmpty();
  }

  /** Waits until everything is well. */
  void become(Health.Baseline before, List<String> probes, int seconds)
      throws InstallException, InterruptedException {
    long end = end(seconds);
    List<String> findings = look(before, probes);
    for (int looks = 1; !findings.isEmpty(); looks++) {
      if (surroundings.nanoTime() - end > 0) {
        throw unhealthy("not well within " + seconds + " s: ", findings);
      }
      if (looks % START_AGAIN_LOOKS == 0) {
        startAgain();
      }
      surroundings.pause();
      findings = look(before, probes);
    }
  }

  private void startAgain() {
    try {
      List<String> failed = health.startAgain();
      if (!failed.isEmpty()) {
        LOG.warn("started anew, as their activation failed: {}", failed);
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("components that failed could not be started anew", e);
    }
  }

  /** Sees to it that everything stays well. */
  void stay(Health.Watch watch, Health.Baseline before, List<String> probes, int seconds)
      throws InstallException, InterruptedException {
    long end = end(seconds);
    int bad = 0;
    for (int looks = 1; surroundings.nanoTime() - end < 0; looks++) {
      surroundings.pause();
      require(watch);
      List<String> findings = look(before, looks % PROBE_LOOKS == 0 ? probes : List.of());
      bad = findings.isEmpty() ? 0 : bad + 1;
      if (bad >= PATIENCE_LOOKS) {
        throw unhealthy("on probation: ", findings);
      }
    }
    require(watch);
    List<String> findings = look(before, probes);
    if (!findings.isEmpty()) {
      throw unhealthy("at the end of probation: ", findings);
    }
  }

  private void require(Health.Watch watch) throws InstallException {
    if (!watch.stopped().isEmpty()) {
      throw unhealthy("on probation: ", watch.stopped());
    }
  }

  /** What cannot be judged is not well: a bundle may stop while its components are listed. */
  private List<String> look(Health.Baseline before, List<String> probes) {
    try {
      return findings(before, probes);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("nobody can tell whether everything is well", e);
      return List.of("nobody can tell whether it is well: " + e);
    }
  }

  private List<String> findings(Health.Baseline before, List<String> probes) {
    List<String> findings = new ArrayList<>(set.findings());
    findings.addAll(health.components(before));
    if (findings.isEmpty() && !probes.isEmpty()) {
      findings.addAll(health.probe(probes));
    }
    return findings;
  }

  private long end(int seconds) {
    return surroundings.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
  }

  private static InstallException unhealthy(String when, List<String> findings) {
    String all = String.join("; ", findings.subList(0, Math.min(FINDINGS_MAX, findings.size())));
    return new InstallException(Fault.NOT_HEALTHY, when + all);
  }
}
