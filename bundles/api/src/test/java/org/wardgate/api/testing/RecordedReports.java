package org.wardgate.api.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wardgate.api.configuration.ConfigurationReports;

/** Reports of configurations that a test can look at. Thread-safe. */
public final class RecordedReports implements ConfigurationReports {
  private final Map<String, List<Refusal>> refused = new TreeMap<>();
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
  public synchronized List<Refused> current() {
    return refused.entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(r -> new Refused(entry.getKey(), r)))
        .toList();
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
