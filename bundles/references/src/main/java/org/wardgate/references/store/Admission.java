package org.wardgate.references.store;

import java.util.Map;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.references.set.ReferenceSet;

/** Whether a verified set may be offered: versions never go back. Stateless. */
final class Admission {
  private static final int ID_MAX_CHARS = 200;
  private static final int SETS_MAX_COUNT = 2_000;
  private static final int PENDING_MAX_COUNT = 64;

  private Admission() {}

  /**
   * Checks a set that is neither adopted nor pending.
   *
   * @throws RefusedException {@code WG-REF-0006}, {@code 0007}, {@code 0009}, {@code 0010} or
   *     {@code 0016}
   */
  static void check(State state, ReferenceSet set, String sha256) throws RefusedException {
    String what = set.source();
    if (set.id().length() > ID_MAX_CHARS) {
      throw new RefusedException(ReferenceErrors.MALFORMED, "an id that is too long");
    }
    Ledger.Entry entry =
        state.ledger().entry(set.id()).orElseGet(() -> Ledger.Entry.fresh(set.manufacturerId()));
    Ledger.Issue highest = entry.highest();
    if (set.version() < highest.version()) {
      throw new RefusedException(
          ReferenceErrors.ROLLBACK, what + ", adopted before: " + highest.version());
    }
    if (entry.wasDropped(set.version(), sha256)) {
      throw new RefusedException(ReferenceErrors.DROPPED, what);
    }
    boolean otherPending =
        entry.pending().stream()
            .anyMatch(one -> one.version() == set.version() && !one.sha256().equals(sha256));
    if (otherPending || (set.version() == highest.version() && !highest.sha256().equals(sha256))) {
      throw new RefusedException(ReferenceErrors.SAME_VERSION, what);
    }
    requireTagsNotOlder(state, set);
    requireRoom(state, set.id());
    // refuses what contradicts what is in force
    State.index(state.with(set));
  }

  private static void requireTagsNotOlder(State state, ReferenceSet set) throws RefusedException {
    ReferenceSet before = state.adopted().get(set.id());
    if (before == null) {
      return;
    }
    for (Map.Entry<String, Long> tag : set.tagVersions().entrySet()) {
      if (tag.getValue() < before.tagVersions().getOrDefault(tag.getKey(), 0L)) {
        throw new RefusedException(
            ReferenceErrors.ROLLBACK, set.source() + " has an older tag " + tag.getKey());
      }
    }
  }

  private static void requireRoom(State state, String id) throws RefusedException {
    long pending =
        state.ledger().entries().values().stream().mapToLong(one -> one.pending().size()).sum();
    boolean full =
        state.ledger().entry(id).isEmpty() && state.ledger().entries().size() >= SETS_MAX_COUNT;
    if (full || pending >= PENDING_MAX_COUNT) {
      throw new RefusedException(
          ReferenceErrors.TOO_MUCH,
          "more than " + SETS_MAX_COUNT + " sets ever, or " + PENDING_MAX_COUNT + " undecided");
    }
  }
}
