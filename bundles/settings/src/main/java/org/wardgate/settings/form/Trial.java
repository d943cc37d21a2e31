package org.wardgate.settings.form;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.wardgate.api.configuration.ConfigurationErrors;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.ConfigurationReports.Refusal;
import org.wardgate.api.configuration.ConfigurationReports.Refused;

/**
 * Whether a component refuses what it has just been given. It hears of a configuration some time
 * after it is stored, and says nothing if all is well: so it is given a while.
 */
final class Trial {
  private final ConfigurationReports reports;
  private final String pid;
  private final Set<String> before;

  /** To be made before anything is stored. */
  Trial(ConfigurationReports reports, String pid) {
    this.reports = reports;
    this.pid = pid;
    this.before = new HashSet<>(refusals().map(Trial::key).toList());
  }

  /** Gives each trial its while. */
  @FunctionalInterface
  interface Patience extends Supplier<BooleanSupplier> {
    /** A while that begins now; what it gives waits for a moment, and says whether it goes on. */
    @Override
    BooleanSupplier get();
  }

  /** What the component refuses that it did not refuse before; empty if nothing. */
  Optional<Refusal> refusal(Patience patience) {
    BooleanSupplier goesOn = patience.get();
    Optional<Refusal> found = fresh();
    while (found.isEmpty() && goesOn.getAsBoolean()) {
      found = fresh();
    }
    return found;
  }

  private Optional<Refusal> fresh() {
    return refusals().filter(refusal -> !before.contains(key(refusal))).findFirst();
  }

  /** What only has to wait for the next start is taken. */
  private Stream<Refusal> refusals() {
    return reports.current().stream()
        .filter(refused -> refused.pid().equals(pid))
        .map(Refused::refusal)
        .filter(refusal -> !refusal.cause().errorCode().equals(ConfigurationErrors.NEXT_START));
  }

  private static String key(Refusal refusal) {
    return refusal.property() + '=' + refusal.value() + ' ' + refusal.cause().getMessage();
  }
}
