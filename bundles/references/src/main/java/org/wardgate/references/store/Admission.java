package org.wardgate.references.store;

import java.util.Collections;
import java.util.Map;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.references.set.ReferenceSet;

/** Whether a verified set may be offered: versions never go back. Stateless. */
final class Admission {
  private static final int ID_MAX_CHARS = 200;

  /** Each manufacturer has room of its own: none can take another's. */
  private static final int SETS_MAX_COUNT = 256;

  private static final int PENDING_MAX_COUNT = 8;
  private static final int TAGS_MAX_COUNT = 4_096;
  private static final int CLASSES_MAX_COUNT = 20_480;

  private Admission() {}

  /**
   * Checks a set that is neither adopted nor pending.
   *
   * @throws RefusedException {@code WG-REF-0006}, {@code 0007}, {@code 0009}, {@code 0010}, {@code
   *     0016} or {@code 0019}
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
    requireOwn(state.ledger(), set);
    requireRoom(state.ledger(), set);
    // refuses what contradicts what is in force
    State.index(state.with(set));
  }

  /**
   * Requires that a set neither brings back what the same manufacturer overtook, whatever id it has
   * now, nor speaks of a class that was adopted under another id: which of the two is older nobody
   * could tell. What was withdrawn counts, too.
   *
   * @throws RefusedException {@code WG-REF-0006}, {@code 0010} or {@code 0019}
   */
  static void requireOwn(Ledger ledger, ReferenceSet set) throws RefusedException {
    Said all = Said.NOTHING;
    Said said = Said.of(set);
    for (Map.Entry<String, Ledger.Entry> named : ledger.of(set.manufacturerId()).entrySet()) {
      Said before = named.getValue().said();
      if (!named.getKey().equals(set.id())
          && !Collections.disjoint(before.classes(), said.classes())) {
        throw new RefusedException(
            ReferenceErrors.OTHER_ID, set.source() + ", before under " + named.getKey());
      }
      all = all.and(before);
    }
    for (Map.Entry<String, Long> tag : said.tags().entrySet()) {
      if (tag.getValue() < all.tags().getOrDefault(tag.getKey(), 0L)) {
        throw new RefusedException(
            ReferenceErrors.ROLLBACK, set.source() + " has a tag that was overtaken");
      }
    }
    Said together = all.and(said);
    if (together.tags().size() > TAGS_MAX_COUNT || together.classes().size() > CLASSES_MAX_COUNT) {
      throw new RefusedException(
          ReferenceErrors.TOO_MUCH,
          "more than %d tags or %d classes ever of %s"
              .formatted(TAGS_MAX_COUNT, CLASSES_MAX_COUNT, set.manufacturerId()));
    }
  }

  private static void requireRoom(Ledger ledger, ReferenceSet set) throws RefusedException {
    Map<String, Ledger.Entry> own = ledger.of(set.manufacturerId());
    long pending =
        own.values().stream()
            .flatMap(one -> one.pending().stream())
            .filter(issue -> issue.version() > 0)
            .count();
    boolean full = !own.containsKey(set.id()) && own.size() >= SETS_MAX_COUNT;
    if (full || pending >= PENDING_MAX_COUNT) {
      throw new RefusedException(
          ReferenceErrors.TOO_MUCH,
          "more than %d sets ever, or %d undecided, of %s"
              .formatted(SETS_MAX_COUNT, PENDING_MAX_COUNT, set.manufacturerId()));
    }
  }
}
