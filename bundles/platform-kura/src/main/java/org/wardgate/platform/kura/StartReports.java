package org.wardgate.platform.kura;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.error.RefusedException;

/**
 * Reports what is wrong with the settings and why the gateway cannot start as one, so that neither
 * takes the other away. Thread-safe.
 */
final class StartReports implements ConfigurationReports {
  private final ConfigurationReports reports;
  private List<Refusal> settings = List.of();
  private Optional<RefusedException> failure = Optional.empty();

  StartReports(ConfigurationReports reports) {
    this.reports = reports;
  }

  @Override
  public synchronized void refused(String pid, List<Refusal> refusals) {
    settings = List.copyOf(refusals);
    tell(pid);
  }

  @Override
  public synchronized void accepted(String pid) {
    settings = List.of();
    tell(pid);
  }

  /** The gateway cannot start: said once for the same reason. */
  synchronized void failed(String pid, RefusedException cause) {
    if (failure
        .filter(known -> known.problem().line().equals(cause.problem().line()))
        .isPresent()) {
      return;
    }
    failure = Optional.of(cause);
    tell(pid);
  }

  /** The gateway has started. */
  synchronized void started(String pid) {
    if (failure.isPresent()) {
      failure = Optional.empty();
      tell(pid);
    }
  }

  @Override
  public void considered(String pid) {
    reports.considered(pid);
  }

  @Override
  public long consideredCount(String pid) {
    return reports.consideredCount(pid);
  }

  @Override
  public List<Refused> current() {
    return reports.current();
  }

  private void tell(String pid) {
    List<Refusal> all =
        Stream.concat(settings.stream(), failure.stream().map(why -> new Refusal("", "", why)))
            .toList();
    if (all.isEmpty()) {
      reports.accepted(pid);
    } else {
      reports.refused(pid, all);
    }
  }
}
