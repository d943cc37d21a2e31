package org.wardgate.platform.kura.fake;

import java.util.ArrayList;
import java.util.List;
import org.wardgate.api.configuration.ConfigurationReports;

/** Remembers what was reported. */
public final class FakeReports implements ConfigurationReports {
  private final List<Refused> refused = new ArrayList<>();
  private int acceptedCount;

  @Override
  public synchronized void refused(String pid, List<Refusal> refusals) {
    refusals.forEach(refusal -> refused.add(new Refused(pid, refusal)));
  }

  @Override
  public synchronized void accepted(String pid) {
    acceptedCount++;
  }

  @Override
  public synchronized List<Refused> current() {
    return List.copyOf(refused);
  }

  /** The attributes that were refused, in order. */
  public synchronized List<String> properties() {
    return refused.stream().map(one -> one.refusal().property()).toList();
  }

  public synchronized int acceptedCount() {
    return acceptedCount;
  }
}
