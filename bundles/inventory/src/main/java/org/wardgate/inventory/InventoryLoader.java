package org.wardgate.inventory;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryErrors;
import org.wardgate.api.inventory.InventorySnapshot;

/**
 * Verifies inventories: the kept one after a restart, then every newer one the hospital puts in
 * place. Whatever goes wrong, the one before stays. The newest is not in force before the decision
 * core adopted it. Not thread-safe, but {@link #current} and {@link #adopted} may be called from
 * any thread.
 */
final class InventoryLoader {
  private InventorySource source;
  private final InventoryArchive archive;
  private final Clock clock;
  private volatile InventorySnapshot current = InventorySnapshot.empty();
  private volatile InventorySnapshot adopted = InventorySnapshot.empty();
  private List<String> stamp = List.of();
  private Set<String> deviceFiles = Set.of();

  InventoryLoader(InventorySource source, InventoryArchive archive, Clock clock) {
    this.source = source;
    this.archive = archive;
    this.clock = clock;
  }

  /** Other files from now on; the next poll looks at them whatever they look like from outside. */
  void readFrom(InventorySource newer) {
    if (!newer.equals(source)) {
      source = newer;
      stamp = List.of();
      deviceFiles = Set.of();
    }
  }

  /** The newest that was verified. */
  InventorySnapshot current() {
    return current;
  }

  /** The one in force. */
  InventorySnapshot adopted() {
    return adopted;
  }

  /**
   * The decision core put the newest in force.
   *
   * @throws RefusedException if that cannot be kept: it is in force until a restart
   */
  void adopt(InventorySnapshot snapshot) throws RefusedException {
    adopted = snapshot;
    Optional<InventoryArchive.State> last = archive.state();
    boolean kept = last.isPresent() && last.get().version() == snapshot.version();
    if (kept && !archive.adopted().equals(last)) {
      archive.adopt(last.get());
    }
  }

  /**
   * Looks whether a file changed since the last call, and if so tries to bring it in force.
   *
   * @return the newest inventory, if it is another one than before
   * @throws RefusedException why the files were refused; they are not tried again until one of them
   *     changes, unless the gateway itself was to blame
   */
  Optional<InventorySnapshot> poll() throws RefusedException {
    List<String> seen = source.stamp(deviceFiles);
    if (seen.equals(stamp)) {
      return Optional.empty();
    }
    // Taken before reading: a change while reading is seen by the next poll.
    stamp = seen;
    long before = current.version();
    Set<String> looked = deviceFiles;
    Optional<RefusedException> problem = before == 0 ? attempt(this::restore) : Optional.empty();
    Optional<RefusedException> second = attempt(this::load);
    problem = second.isPresent() ? second : problem;
    // Files nobody looked at before: they might have changed meanwhile.
    stamp = deviceFiles.equals(looked) ? stamp : List.of();
    if (adopted.version() == 0 && current.version() != 0) {
      Optional<RefusedException> third = attempt(() -> adopt(current)); // the first of all
      problem = problem.isPresent() ? problem : third;
    }
    if (current.version() != before) {
      // If only the kept inventory came in force, the next poll says what is wrong with the source.
      stamp = problem.isPresent() ? List.of() : stamp;
      return Optional.of(current);
    }
    if (problem.isPresent()) {
      stamp = problem.get().errorCode().equals(InventoryErrors.NOT_KEPT) ? List.of() : stamp;
      throw problem.get();
    }
    return Optional.empty();
  }

  private static Optional<RefusedException> attempt(Step step) {
    try {
      step.run();
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(e);
    }
  }

  private interface Step {
    void run() throws RefusedException;
  }

  /** Brings the kept inventory in force. Its signer had to be valid when it was accepted. */
  private void restore() throws RefusedException {
    Optional<InventoryArchive.State> inForce = archive.adopted();
    if (inForce.isPresent()) {
      adopted = kept(inForce.get());
    }
    Optional<InventoryArchive.State> newest = archive.state();
    if (newest.isPresent()) {
      current = newest.equals(inForce) ? adopted : kept(newest.get());
      if (inForce.isEmpty()) {
        adopt(current); // kept by a version that knew no difference
      }
    }
  }

  private InventorySnapshot kept(InventoryArchive.State state) throws RefusedException {
    Bytes content = archive.content(state);
    if (!content.sha256().hex().equals(state.contentSha256())) {
      throw new RefusedException(
          InventoryErrors.MISSING, "the kept inventory " + state.version() + " is damaged");
    }
    return VerifiedInventory.verify(
            content,
            archive.signature(state),
            name -> archive.deviceFile(state, name),
            source.anchorCertificates(),
            state.acceptedAt())
        .snapshot();
  }

  private void load() throws RefusedException {
    Bytes content = source.content();
    Optional<InventoryArchive.State> last = archive.state();
    boolean known = last.isPresent() && last.get().contentSha256().equals(content.sha256().hex());
    if (known && last.get().version() == current.version()) {
      return;
    }
    Instant now = clock.instant();
    Set<String> asked = new LinkedHashSet<>();
    VerifiedInventory candidate;
    try {
      candidate =
          VerifiedInventory.verify(
              content,
              source.signatureBytes(),
              name -> {
                asked.add(name);
                return source.deviceFile(name);
              },
              source.anchorCertificates(),
              now);
    } finally {
      deviceFiles = Set.copyOf(asked);
    }
    if (!known && last.isPresent() && candidate.version() <= last.get().version()) {
      throw new RefusedException(
          InventoryErrors.ROLLBACK,
          "version " + candidate.version() + ", accepted before " + last.get().version());
    }
    archive.keep(candidate, now);
    current = candidate.snapshot();
  }
}
