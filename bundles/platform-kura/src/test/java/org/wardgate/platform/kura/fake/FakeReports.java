package org.wardgate.platform.kura.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.LastGood;

/** Remembers what was reported. */
public final class FakeReports implements ConfigurationReports {
  private final List<Refused> refused = new ArrayList<>();
  private final List<String> forgotten = new CopyOnWriteArrayList<>();
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

  @Override
  public LastGood lastGood() {
    return new LastGood() {
      @Override
      public Optional<Kept> of(String pid) {
        return Optional.empty();
      }

      @Override
      public void keep(String pid, Kept kept) {}

      @Override
      public void forget(String pid) {
        forgotten.add(pid);
      }
    };
  }

  /** Of which nothing is kept any more. */
  public List<String> forgotten() {
    return List.copyOf(forgotten);
  }

  /** The attributes that were refused, in order. */
  public synchronized List<String> properties() {
    return refused.stream().map(one -> one.refusal().property()).toList();
  }

  public synchronized int acceptedCount() {
    return acceptedCount;
  }
}
