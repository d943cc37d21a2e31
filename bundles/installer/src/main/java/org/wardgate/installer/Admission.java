package org.wardgate.installer;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether what is asked for may be tried: checked again, since it may have waited for people. */
final class Admission {

  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  private final HandOver handOver;
  private final Sets sets;
  private final BundleSet set;
  private final Surroundings surroundings;

  Admission(HandOver handOver, Sets sets, BundleSet set, Surroundings surroundings) {
    this.handOver = handOver;
    this.sets = sets;
    this.set = set;
    this.surroundings = surroundings;
  }

  /** Notes a set that came another way than through an update, so that there is a way back. */
  void noteWhatRuns() throws IOException {
    Optional<Staged> current = sets.current();
    String running = set.version();
    try {
      if (current.isEmpty()
          || !current.get().version().equals(running)
          || !sets.complete(current.get())) {
        sets.found(running, set.base());
      }
    } catch (InstallException e) {
      // what runs may be what failed, if its package is nowhere kept: it has proved nothing
      LOG.warn("{} {}", e.fault().code(), e.detail());
      return;
    }
    handOver.committed(running);
  }

  /**
   * The set that runs, as it will be put back if the new one fails.
   *
   * @throws InstallException {@link Fault#NO_WAY_BACK}
   */
  Staged wayBack() throws IOException, InstallException {
    noteWhatRuns();
    Optional<Staged> current = sets.current();
    if (current.isEmpty()
        || !current.get().version().equals(set.version())
        || !sets.complete(current.get())) {
      throw new InstallException(
          Fault.NO_WAY_BACK, "the package of the running set " + set.version() + " is not kept");
    }
    return current.get();
  }

  /**
   * What is asked for.
   *
   * @throws InstallException if it may not be tried
   */
  Staged admit(Request request, Staged running) throws IOException, InstallException {
    if (request.back()) {
      Optional<Staged> before = sets.previous();
      if (before.isEmpty() || !sets.complete(before.get())) {
        throw new InstallException(Fault.NO_WAY_BACK, "the set before is not kept");
      }
      return before.get();
    }
    Staged staged = handOver.staged(request.id());
    if (!surroundings.now().isBefore(staged.expires())) {
      throw new InstallException(Fault.TOO_LATE, "it expired at " + staged.expires());
    }
    if (!HandOver.isHigher(staged.version(), running.version())
        || !HandOver.isHigher(staged.version(), handOver.committed())) {
      throw new InstallException(
          Fault.TOO_LATE, staged.version() + " is not newer than what runs or ran here");
    }
    return staged;
  }
}
