package org.wardgate.api.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wardgate.api.configuration.ConfigurationErrors;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.LastGood;
import org.wardgate.api.error.RefusedException;

/**
 * Reports of configurations that a test can look at, with last good configurations that outlive the
 * component. Thread-safe.
 */
public final class RecordedReports implements ConfigurationReports, LastGood {
  private final Map<String, Kept> kept = new TreeMap<>();
  private final Map<String, List<Refusal>> refused = new TreeMap<>();
  private boolean torn;
  private boolean absent;
  private final Map<String, Long> considered = new TreeMap<>();
  private final List<String> said = new ArrayList<>();

  @Override
  public synchronized void refused(String pid, List<Refusal> refusals) {
    refused.put(pid, List.copyOf(refusals));
    refusals.forEach(
        refusal ->
            said.add("refused " + refusal.property() + ' ' + refusal.cause().errorCode().code()));
  }

  @Override
  public synchronized void accepted(String pid) {
    refused.remove(pid);
    said.add("accepted");
  }

  @Override
  public synchronized void considered(String pid) {
    considered.merge(pid, 1L, Long::sum);
  }

  @Override
  public synchronized long consideredCount(String pid) {
    return considered.getOrDefault(pid, 0L);
  }

  @Override
  public synchronized List<Refused> current() {
    return refused.entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(r -> new Refused(entry.getKey(), r)))
        .toList();
  }

  @Override
  public LastGood lastGood() {
    return this;
  }

  /** From now on what is kept cannot be read. */
  public synchronized void tear() {
    torn = true;
  }

  /** Whether there is no place for what is kept. */
  public synchronized void absent(boolean now) {
    absent = now;
  }

  @Override
  public synchronized Optional<Kept> of(String pid) throws RefusedException {
    if (torn) {
      throw new RefusedException(ConfigurationErrors.NOTHING_KEPT, "torn");
    }
    return absent ? Optional.empty() : Optional.ofNullable(kept.get(pid));
  }

  @Override
  public synchronized void keep(String pid, Kept configuration) {
    kept.put(pid, configuration);
  }

  @Override
  public synchronized void forget(String pid) {
    kept.remove(pid);
  }

  /** The attributes refused now. */
  public List<String> properties() {
    return current().stream().map(refused -> refused.refusal().property()).toList();
  }

  /**
   * Everything said so far, in order: {@code accepted}, or {@code refused}, attribute and code for
   * each refusal.
   */
  public synchronized List<String> said() {
    return List.copyOf(said);
  }
}
