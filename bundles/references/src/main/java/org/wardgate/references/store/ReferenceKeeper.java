package org.wardgate.references.store;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.references.corim.CorimLimits;
import org.wardgate.references.set.ReferenceIndex;
import org.wardgate.references.set.ReferenceSet;
import org.wardgate.references.signing.CorimVerifier;

/**
 * Keeps manifests: verifies what arrives, remembers it until it is decided, and puts in force what
 * is adopted. What counts is the ledger, written before anything is answered. Thread-safe; look-ups
 * never wait for changes.
 */
public final class ReferenceKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(ReferenceKeeper.class);

  private final LedgerFile ledgerFile;
  private final Contents contents;
  private final Supplier<InventorySnapshot> inventory;
  private final Clock clock;
  private volatile State state = State.EMPTY;
  private volatile boolean open;
  private volatile Tried tried = new Tried(State.EMPTY, Optional.empty(), ReferenceIndex.EMPTY);

  /** When each change was last tried, as the state's generation. */
  private final Map<Change, Long> triedAt = new ConcurrentHashMap<>();

  private record Tried(State of, Optional<Change> change, ReferenceIndex index) {}

  /**
   * Holds nothing until {@link #open}.
   *
   * @param directory where everything is kept
   * @param inventory names who may speak for whom
   * @param clock for validities
   */
  public ReferenceKeeper(Path directory, Supplier<InventorySnapshot> inventory, Clock clock) {
    this.ledgerFile = new LedgerFile(directory.resolve("ledger.json"));
    this.contents = new Contents(directory);
    this.inventory = inventory;
    this.clock = clock;
  }

  /**
   * Reads what was kept; what was adopted is in force on return. Does nothing if it is open.
   *
   * @return why a manifest cannot be read any more; it stays out
   * @throws RefusedException {@code WG-REF-0011} if the ledger is damaged: nothing is in force, and
   *     nothing is accepted
   */
  public synchronized List<RefusedException> open() throws RefusedException {
    if (open) {
      return List.of();
    }
    Ledger kept = ledgerFile.read();
    Ledger ledger = kept;
    List<RefusedException> problems = new ArrayList<>();
    Map<String, ReferenceSet> adopted = new TreeMap<>();
    Map<Change, ReferenceSet> pending = new TreeMap<>(Changes.ORDER);
    for (Map.Entry<String, Ledger.Entry> named : kept.entries().entrySet()) {
      Ledger.Entry entry = named.getValue();
      Optional<ReferenceSet> inForce =
          entry.adopted().flatMap(issue -> reread(issue, entry, problems));
      if (inForce.isPresent()) {
        adopted.put(named.getKey(), inForce.get());
        ledger = ledger.with(named.getKey(), entry.saying(inForce.get()));
      }
      for (Ledger.Issue issue : entry.pending()) {
        if (issue.version() > 0) {
          reread(issue, entry, problems)
              .ifPresent(set -> pending.put(State.change(named.getKey(), issue), set));
        }
      }
    }
    state = new State(ledger, adopted, pending, State.index(adopted), 0);
    open = true;
    return problems;
  }

  private Optional<ReferenceSet> reread(
      Ledger.Issue issue, Ledger.Entry entry, List<RefusedException> problems) {
    try {
      return Optional.of(
          CorimVerifier.reread(contents.get(issue.sha256()), entry.manufacturerId()));
    } catch (RefusedException e) {
      problems.add(e);
      return Optional.empty();
    }
  }

  /** What is in force. Never waits. */
  public References current() {
    return state.index();
  }

  /** Sets in force, by id. */
  public List<ReferenceSet> sets() {
    return state.index().sets();
  }

  /**
   * What would be in force if a change were adopted; empty if it is not known any more. It can be
   * adopted until something else changes what is in force.
   */
  public Optional<References> candidate(Change change) {
    State now = state;
    Optional<References> candidate = candidate(change, now);
    if (candidate.isPresent() && isPending(change, now)) {
      triedAt.put(change, now.generation());
    }
    return candidate;
  }

  private static boolean isPending(Change change, State now) {
    return now.ledger()
        .entry(change.id())
        .flatMap(entry -> entry.pending(change.version(), change.sha256()))
        .isPresent();
  }

  private Optional<References> candidate(Change change, State now) {
    Tried last = tried;
    if (same(last.of(), now) && last.change().equals(Optional.of(change))) {
      return Optional.of(last.index());
    }
    Optional<Ledger.Entry> entry = now.ledger().entry(change.id());
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    try {
      ReferenceSet set = now.pending().get(change);
      if (set != null) {
        Admission.requireOwn(now.ledger(), set);
        return Optional.of(tried(now, change, State.index(now.with(set))));
      }
      if (entry.get().pending(change.version(), change.sha256()).isPresent()) {
        return change.version() == 0
            ? Optional.of(tried(now, change, State.index(now.without(change.id()))))
            : Optional.empty();
      }
    } catch (RefusedException e) {
      // it contradicts what was adopted meanwhile
      return Optional.empty();
    }
    boolean inForce =
        entry.get().adopted().filter(one -> one.is(change.version(), change.sha256())).isPresent();
    return inForce ? Optional.of(now.index()) : Optional.empty();
  }

  // the very same memory: comparing half a million values would take longer than trying again
  @SuppressWarnings("ReferenceEquality")
  private static boolean same(State one, State other) {
    return one == other;
  }

  private ReferenceIndex tried(State of, Change change, ReferenceIndex index) {
    tried = new Tried(of, Optional.of(change), index);
    return index;
  }

  /** Everything that waits for a decision. */
  public List<Offer> offers() {
    return state.offers();
  }

  /**
   * Takes a manifest that somebody brings. Verifies it unless it is known.
   *
   * @return the change it stands for: offered now, offered before, or in force
   * @throws RefusedException {@code WG-REF-…} if it is not good, or not newer
   */
  public synchronized Change receive(Bytes content, Origin origin) throws RefusedException {
    requireOpen();
    if (content.length() > CorimLimits.FILE_MAX_BYTES) {
      throw new RefusedException(
          ReferenceErrors.MALFORMED, "more than " + CorimLimits.FILE_MAX_BYTES + " bytes");
    }
    String sha256 = content.sha256().hex();
    Optional<Change> known = known(sha256);
    if (known.isPresent()) {
      repair(known.get(), content);
      if (origin == Origin.DIRECTORY) {
        returned(known.get().id());
      }
      return known.get();
    }
    ReferenceSet set = CorimVerifier.verify(content, inventory.get(), clock.instant());
    Admission.check(state, set, sha256);
    contents.put(sha256, content);
    Ledger.Issue issue = new Ledger.Issue(set.version(), sha256, origin);
    Ledger.Entry entry =
        state.ledger().entry(set.id()).orElseGet(() -> Ledger.Entry.fresh(set.manufacturerId()));
    write(state.ledger().with(set.id(), entry.offer(issue)));
    Change change = State.change(set.id(), issue);
    state = state.withPending(change, set);
    return change;
  }

  /** Takes the place of a copy that could not be read when this started. */
  private void repair(Change change, Bytes content) throws RefusedException {
    Ledger.Entry entry = state.ledger().entry(change.id()).orElseThrow();
    boolean adopted =
        entry.adopted().filter(one -> one.is(change.version(), change.sha256())).isPresent();
    boolean there =
        adopted ? state.adopted().containsKey(change.id()) : state.pending().containsKey(change);
    if (there) {
      return;
    }
    // its digest is that of the file whose signature was verified
    ReferenceSet set = CorimVerifier.reread(content, entry.manufacturerId());
    contents.put(change.sha256(), content);
    if (adopted) {
      settle(change.id(), entry.saying(set), state.with(set));
    } else {
      state = state.withPending(change, set);
    }
    LOG.info("the damaged copy of {} was repaired", set.source());
  }

  private Optional<Change> known(String sha256) {
    for (Map.Entry<String, Ledger.Entry> named : state.ledger().entries().entrySet()) {
      List<Ledger.Issue> issues = new ArrayList<>(named.getValue().pending());
      named.getValue().adopted().ifPresent(issues::add);
      for (Ledger.Issue issue : issues) {
        if (issue.version() > 0 && issue.sha256().equals(sha256)) {
          return Optional.of(State.change(named.getKey(), issue));
        }
      }
    }
    return Optional.empty();
  }

  private void returned(String id) throws RefusedException {
    Ledger.Entry entry = state.ledger().entry(id).orElseThrow();
    Ledger.Entry changed = entry.returned();
    if (!changed.equals(entry)) {
      write(state.ledger().with(id, changed));
    }
  }

  /**
   * Offers the withdrawal of what came from the directory and is not there any more.
   *
   * @param present digests of the files that are there
   * @throws RefusedException {@code WG-REF-0011}
   */
  public synchronized void present(Set<String> present) throws RefusedException {
    requireOpen();
    for (Map.Entry<String, Ledger.Entry> named : state.ledger().entries().entrySet()) {
      Ledger.Entry entry = named.getValue();
      boolean replaced = entry.pending().stream().anyMatch(one -> present.contains(one.sha256()));
      Optional<Ledger.Issue> gone =
          entry
              .adopted()
              .filter(one -> one.origin() == Origin.DIRECTORY && !present.contains(one.sha256()));
      if (gone.isPresent() && !replaced) {
        offerWithdrawal(named.getKey());
      }
    }
  }

  /**
   * Offers the withdrawal of what does not count any more: its validity has ended, or the inventory
   * does not name its signer any more.
   *
   * @throws RefusedException {@code WG-REF-0011}
   */
  public synchronized void review() throws RefusedException {
    requireOpen();
    InventorySnapshot now = inventory.get();
    for (ReferenceSet set : state.adopted().values()) {
      boolean ended = clock.instant().isAfter(set.validity().notAfter());
      // version 0 means that the inventory is not read yet
      if (ended || (now.version() > 0 && !Standing.holds(set, now))) {
        offerWithdrawal(set.id());
      }
    }
  }

  private void offerWithdrawal(String id) throws RefusedException {
    Ledger.Entry entry = state.ledger().entry(id).orElseThrow();
    Ledger.Issue adopted = entry.adopted().orElseThrow();
    if (entry.pending(0, adopted.sha256()).isEmpty() && !entry.wasDropped(0, adopted.sha256())) {
      Ledger.Issue withdrawal = new Ledger.Issue(0, adopted.sha256(), adopted.origin());
      write(state.ledger().with(id, entry.offer(withdrawal)));
    }
  }

  /**
   * Puts a change in force, durably.
   *
   * @throws RefusedException {@code WG-REF-0012} if it is not known any more, {@code WG-REF-0018}
   *     if what is in force is not what it was tried against, {@code WG-REF-0006} or {@code
   *     WG-REF-0019} if it was overtaken, {@code WG-REF-0009} or {@code WG-REF-0011}
   */
  public synchronized void adopt(Change change) throws RefusedException {
    requireOpen();
    Ledger.Entry entry = entry(change);
    boolean done =
        change.version() == 0
            ? entry.adopted().isEmpty()
            : entry.adopted().filter(one -> one.is(change.version(), change.sha256())).isPresent();
    if (done) {
      return;
    }
    Ledger.Issue issue =
        entry.pending(change.version(), change.sha256()).orElseThrow(() -> unknown(change));
    requireTried(change);
    if (change.version() == 0) {
      settle(change.id(), entry.withdraw(), state.without(change.id()));
      return;
    }
    ReferenceSet set = state.pending().get(change);
    if (set == null) {
      throw unknown(change);
    }
    if (change.version() < entry.highest().version()) {
      throw new RefusedException(ReferenceErrors.ROLLBACK, set.source());
    }
    Admission.requireOwn(state.ledger(), set);
    settle(change.id(), entry.adopt(issue, set), state.with(set));
  }

  /** Two changes that are each harmless alone may do harm together. */
  private void requireTried(Change change) throws RefusedException {
    if (triedAt.getOrDefault(change, -1L) != state.generation()) {
      throw new RefusedException(
          ReferenceErrors.TRIED_AGAINST_OTHERS, change.id() + " v" + change.version());
    }
  }

  private void settle(String id, Ledger.Entry entry, Map<String, ReferenceSet> sets)
      throws RefusedException {
    State next = state.withAdopted(sets);
    Ledger ledger = state.ledger().with(id, entry);
    ledgerFile.write(ledger);
    state = next.withLedger(ledger);
    triedAt.clear();
    tidy();
  }

  /**
   * Remembers that a change shall not count.
   *
   * @throws RefusedException {@code WG-REF-0012} if it is not known any more, or {@code
   *     WG-REF-0011}
   */
  public synchronized void drop(Change change) throws RefusedException {
    requireOpen();
    Ledger.Entry entry = entry(change);
    if (entry.wasDropped(change.version(), change.sha256())) {
      return;
    }
    Ledger.Issue issue =
        entry.pending(change.version(), change.sha256()).orElseThrow(() -> unknown(change));
    write(state.ledger().with(change.id(), entry.drop(issue)));
    triedAt.remove(change);
    tidy();
  }

  private Ledger.Entry entry(Change change) throws RefusedException {
    return state.ledger().entry(change.id()).orElseThrow(() -> unknown(change));
  }

  private static RefusedException unknown(Change change) {
    return new RefusedException(
        ReferenceErrors.UNKNOWN_CHANGE, change.id() + " v" + change.version());
  }

  private void write(Ledger ledger) throws RefusedException {
    ledgerFile.write(ledger);
    state = state.withLedger(ledger);
  }

  /** What is left over wastes space, nothing else. */
  private void tidy() {
    try {
      contents.retain(state.ledger().needed());
    } catch (RefusedException e) {
      LOG.warn("{}", e.getMessage());
    }
  }

  private void requireOpen() throws RefusedException {
    if (!open) {
      throw new RefusedException(ReferenceErrors.CANNOT_KEEP, "the ledger cannot be read");
    }
  }
}
