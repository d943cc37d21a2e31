package org.wardgate.references.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.error.RefusedException;
import org.wardgate.references.set.ReferenceIndex;
import org.wardgate.references.set.ReferenceSet;

/**
 * All of the keeper's memory at one moment. Immutable.
 *
 * @param ledger what is on disk
 * @param adopted sets in force, by id
 * @param pending sets that are offered, by change; withdrawals are in the ledger alone
 * @param index of the adopted ones
 * @param generation rises with every change of what is in force, since the start
 */
record State(
    Ledger ledger,
    Map<String, ReferenceSet> adopted,
    Map<Change, ReferenceSet> pending,
    ReferenceIndex index,
    long generation) {
  static final State EMPTY = new State(Ledger.EMPTY, Map.of(), Map.of(), ReferenceIndex.EMPTY, 0);

  State {
    adopted = Map.copyOf(adopted);
    pending = Map.copyOf(pending);
  }

  static Change change(String id, Ledger.Issue issue) {
    return new Change(Change.Kind.REFERENCES, id, issue.version(), issue.sha256());
  }

  static Ledger.Issue issue(Change change, Origin origin) {
    return new Ledger.Issue(change.version(), change.sha256(), origin);
  }

  /** The sets as they would be with this one in the place of what has its id. */
  Map<String, ReferenceSet> with(ReferenceSet set) {
    Map<String, ReferenceSet> sets = new TreeMap<>(adopted);
    sets.put(set.id(), set);
    return sets;
  }

  Map<String, ReferenceSet> without(String id) {
    Map<String, ReferenceSet> sets = new TreeMap<>(adopted);
    sets.remove(id);
    return sets;
  }

  /** The same memory with another ledger; what is not pending any more is forgotten. */
  State withLedger(Ledger newLedger) {
    Map<Change, ReferenceSet> kept = new TreeMap<>(Changes.ORDER);
    pending.forEach(
        (change, set) -> {
          boolean there =
              newLedger
                  .entry(change.id())
                  .flatMap(entry -> entry.pending(change.version(), change.sha256()))
                  .isPresent();
          if (there) {
            kept.put(change, set);
          }
        });
    return new State(newLedger, adopted, kept, index, generation);
  }

  State withPending(Change change, ReferenceSet set) {
    Map<Change, ReferenceSet> more = new TreeMap<>(Changes.ORDER);
    more.putAll(pending);
    more.put(change, set);
    return new State(ledger, adopted, more, index, generation);
  }

  State withAdopted(Map<String, ReferenceSet> sets) throws RefusedException {
    return new State(ledger, sets, pending, index(sets), generation + 1);
  }

  static ReferenceIndex index(Map<String, ReferenceSet> sets) throws RefusedException {
    return ReferenceIndex.of(new TreeMap<>(sets).values());
  }

  /** Everything that waits for a decision. */
  List<Offer> offers() {
    List<Offer> offers = new ArrayList<>();
    new TreeMap<>(ledger.entries())
        .forEach(
            (id, entry) -> {
              for (Ledger.Issue issue : entry.pending()) {
                Change change = change(id, issue);
                ReferenceSet set = pending.get(change);
                if (set != null) {
                  offers.add(new Offer(change, entry.manufacturerId(), set.summary()));
                } else if (issue.version() == 0) {
                  offers.add(
                      new Offer(change, entry.manufacturerId(), "is withdrawn or does not count"));
                }
              }
            });
    return offers;
  }
}
