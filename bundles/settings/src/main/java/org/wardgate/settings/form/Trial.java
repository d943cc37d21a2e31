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
 * after it is stored: so it is given a while, which ends soon after it has looked at it. Some say
 * nothing if all is well; then the while passes as a whole.
 */
final class Trial {
  /** Moments for parts of the component that refuse after it has looked. */
  static final int SETTLED_MOMENTS = 5;

  private final ConfigurationReports reports;
  private final String pid;
  private final Set<String> before;
  private final long consideredBefore;

  /** To be made before anything is stored. */
  Trial(ConfigurationReports reports, String pid) {
    this.reports = reports;
    this.pid = pid;
    this.before = new HashSet<>(refusals().map(Trial::key).toList());
    this.consideredBefore = reports.consideredCount(pid);
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
    int settled = 0;
    while (found.isEmpty() && settled < SETTLED_MOMENTS && goesOn.getAsBoolean()) {
      settled += reports.consideredCount(pid) == consideredBefore ? 0 : 1;
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
