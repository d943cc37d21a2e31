package org.wardgate.references.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wardgate.references.set.ReferenceSet;

/**
 * What is known of every set that was ever offered. Immutable.
 *
 * @param entries by set id
 */
record Ledger(Map<String, Entry> entries) {
  /** Nothing is known yet. */
  static final Ledger EMPTY = new Ledger(Map.of());

  Ledger {
    entries = Map.copyOf(entries);
  }

  /**
   * One content of one set.
   *
   * @param version 0 stands for the withdrawal of what is in force
   * @param sha256 of the file, hexadecimal
   * @param origin where it came from
   */
  record Issue(long version, String sha256, Origin origin) {
    boolean is(long otherVersion, String otherSha256) {
      return version == otherVersion && sha256.equals(otherSha256);
    }
  }

  /**
   * One set.
   *
   * @param manufacturerId whose signer said so
   * @param highest version ever adopted, with its content; version 0 if none was
   * @param adopted what is in force
   * @param pending offered and not decided
   * @param dropped decided against, the oldest first
   * @param said what was ever adopted of it; outlives a withdrawal
   */
  record Entry(
      String manufacturerId,
      Issue highest,
      Optional<Issue> adopted,
      List<Issue> pending,
      List<Issue> dropped,
      Said said) {
    private static final int DROPPED_MAX_COUNT = 32;

    Entry {
      pending = List.copyOf(pending);
      dropped = List.copyOf(dropped);
    }

    static Entry fresh(String manufacturerId) {
      return new Entry(
          manufacturerId,
          new Issue(0, "", Origin.DESK),
          Optional.empty(),
          List.of(),
          List.of(),
          Said.NOTHING);
    }

    Optional<Issue> pending(long version, String sha256) {
      return pending.stream().filter(one -> one.is(version, sha256)).findFirst();
    }

    boolean wasDropped(long version, String sha256) {
      return dropped.stream().anyMatch(one -> one.is(version, sha256));
    }

    Entry offer(Issue issue) {
      List<Issue> more = new ArrayList<>(pending);
      more.add(issue);
      return new Entry(manufacturerId, highest, adopted, more, dropped, said);
    }

    Entry withoutPending(Issue issue) {
      List<Issue> rest = pending.stream().filter(one -> !one.equals(issue)).toList();
      return new Entry(manufacturerId, highest, adopted, rest, dropped, said);
    }

    Entry drop(Issue issue) {
      List<Issue> more = new ArrayList<>(dropped);
      more.add(issue);
      List<Issue> kept = more.subList(Math.max(0, more.size() - DROPPED_MAX_COUNT), more.size());
      return new Entry(
          manufacturerId, highest, adopted, withoutPending(issue).pending(), kept, said);
    }

    /** What was pending below it is overtaken. */
    Entry adopt(Issue issue, ReferenceSet set) {
      List<Issue> rest = pending.stream().filter(one -> one.version() > issue.version()).toList();
      return new Entry(manufacturerId, issue, Optional.of(issue), rest, dropped, said.and(set));
    }

    /** The highest version stays known. */
    Entry withdraw() {
      List<Issue> rest = pending.stream().filter(one -> one.version() > 0).toList();
      return new Entry(manufacturerId, highest, Optional.empty(), rest, dropped, said);
    }

    /** It is in the directory again, so that a later disappearance is news. */
    Entry returned() {
      return new Entry(
          manufacturerId,
          highest,
          adopted,
          pending.stream().filter(one -> one.version() > 0).toList(),
          dropped.stream().filter(one -> one.version() > 0).toList(),
          said);
    }

    /** With what its adopted set says, where an older ledger does not tell. */
    Entry saying(ReferenceSet set) {
      return new Entry(manufacturerId, highest, adopted, pending, dropped, said.and(set));
    }
  }

  Optional<Entry> entry(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  /** Everything of one manufacturer, by set id. */
  Map<String, Entry> of(String manufacturerId) {
    Map<String, Entry> found = new TreeMap<>();
    entries.forEach(
        (id, entry) -> {
          if (entry.manufacturerId().equals(manufacturerId)) {
            found.put(id, entry);
          }
        });
    return found;
  }

  Ledger with(String id, Entry entry) {
    Map<String, Entry> changed = new TreeMap<>(entries);
    changed.put(id, entry);
    return new Ledger(changed);
  }

  /** Digests of all files that must be kept. */
  Set<String> needed() {
    Set<String> needed = new HashSet<>();
    Collection<Entry> all = entries.values();
    for (Entry entry : all) {
      entry.adopted().ifPresent(issue -> needed.add(issue.sha256()));
      entry.pending().forEach(issue -> needed.add(issue.sha256()));
    }
    return needed;
  }
}
