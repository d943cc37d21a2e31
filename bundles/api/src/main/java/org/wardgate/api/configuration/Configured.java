package org.wardgate.api.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.wardgate.api.configuration.ConfigurationReports.Refusal;
import org.wardgate.api.error.RefusedException;

/**
 * The settings in force of one component: the last good ones, over a restart too. What is refused
 * is reported, once for the same values. Thread-safe; changes come one after the other.
 *
 * @param <S> immutable, with {@code equals}
 */
public final class Configured<S> {
  /** {@code ComponentConstants.DEACTIVATION_REASON_CONFIGURATION_DELETED}. */
  private static final int CONFIGURATION_DELETED = 4;

  private static final List<String> NOTHING_SAID = List.of("nothing was said yet");

  private static final ConfigurationReports SILENT =
      new ConfigurationReports() {
        @Override
        public void refused(String pid, List<Refusal> refusals) {}

        @Override
        public void accepted(String pid) {}

        @Override
        public List<Refused> current() {
          return List.of();
        }
      };

  private final String pid;
  private final ConfigurationReports reports;
  private List<String> reported = NOTHING_SAID;
  private volatile S inForce;

  /**
   * Starts with {@linkplain #first the first settings}.
   *
   * @param pid of the configuration; a factory instance: its own
   * @param properties as they arrived
   * @param parser of the component
   */
  public Configured(
      String pid,
      ConfigurationReports reports,
      Map<String, Object> properties,
      Function<Map<String, Object>, Parsed<S>> parser) {
    this(pid, reports, first(pid, reports, properties, parser));
  }

  /**
   * The first settings are in force even if values were refused: the built-in defaults stand in for
   * these. A component for which that is not safe asks {@link Parsed#refused}.
   *
   * @param pid of the configuration; a factory instance: its own
   */
  public Configured(String pid, ConfigurationReports reports, Parsed<S> first) {
    this(pid, reports, first.value());
    report(first.reported());
    keep(first);
  }

  /**
   * For a component that stays closed until its first good settings: the next is {@link #change}.
   *
   * @param pid of the configuration; a factory instance: its own
   * @param closed in force until then
   */
  public Configured(String pid, ConfigurationReports reports, S closed) {
    this.pid = pid;
    this.reports = reports;
    this.inForce = closed;
  }

  /**
   * What is configured, or instead of what is refused the last good settings that are kept; why is
   * reported all the same.
   *
   * @param pid of the configuration; a factory instance: its own
   * @param properties as they arrived
   * @param parser of the component
   */
  public static <S> Parsed<S> first(
      String pid,
      ConfigurationReports reports,
      Map<String, Object> properties,
      Function<Map<String, Object>, Parsed<S>> parser) {
    Parsed<S> given = parser.apply(properties);
    if (given.good()) {
      return given;
    }
    try {
      Optional<LastGood.Kept> kept = reports.lastGood().of(pid);
      if (kept.isEmpty()) {
        return given;
      }
      Parsed<S> last = parser.apply(kept.get().with(properties));
      return last.good() ? given.replaced(last.value()) : given.refused(notGoodAnyMore(last));
    } catch (RefusedException e) {
      return given.refused(e);
    }
  }

  private static RefusedException notGoodAnyMore(Parsed<?> last) {
    Refusal why = last.refusals().get(0);
    return new RefusedException(
        ConfigurationErrors.NOTHING_KEPT, "not good any more: " + why.property(), why.cause());
  }

  /** For further components of a configuration: the one that operators see reports. */
  public static <S> Configured<S> unreported(Parsed<S> first) {
    return new Configured<>("", SILENT, first);
  }

  /** What is in force. */
  public S get() {
    return inForce;
  }

  /**
   * Takes newer settings.
   *
   * @return whether they are in force and differ from those before
   */
  public synchronized boolean change(Parsed<S> candidate) {
    return change(candidate, settings -> {});
  }

  /**
   * Takes newer settings if they can be used.
   *
   * @param use called only with good settings that differ from those in force
   * @return whether they are in force and differ from those before
   */
  public synchronized boolean change(Parsed<S> candidate, Use<S> use) {
    try {
      return changed(candidate, use);
    } finally {
      reports.considered(pid);
    }
  }

  private boolean changed(Parsed<S> candidate, Use<S> use) {
    if (!candidate.good()) {
      report(candidate.reported());
      return false;
    }
    boolean changed = !candidate.value().equals(inForce);
    if (changed) {
      try {
        use.use(candidate.value());
      } catch (RefusedException e) {
        report(List.of(new Refusal("", "", e)));
        return false;
      }
      inForce = candidate.value();
    }
    report(candidate.later());
    keep(candidate);
    return changed;
  }

  /**
   * The component stops. Of a configuration that was deleted nothing comes back: there may be
   * another of its name.
   *
   * @param reason as Declarative Services says it
   */
  public synchronized void stopped(int reason) {
    if (reason == CONFIGURATION_DELETED) {
      reports.lastGood().forget(pid);
    }
  }

  /** Only what was taken as a whole. */
  private void keep(Parsed<S> taken) {
    if (taken.reported().isEmpty()) {
      taken.source().ifPresent(source -> reports.lastGood().keep(pid, source));
    }
  }

  private void report(List<Refusal> refusals) {
    List<String> now = refusals.stream().map(Configured::line).toList();
    if (now.equals(reported)) {
      return;
    }
    reported = now;
    if (refusals.isEmpty()) {
      reports.accepted(pid);
    } else {
      reports.refused(pid, refusals);
    }
  }

  private static String line(Refusal refusal) {
    return refusal.property() + ' ' + refusal.value() + ' ' + refusal.cause().getMessage();
  }

  /**
   * Starts to use settings.
   *
   * @param <S> of the component
   */
  @FunctionalInterface
  public interface Use<S> {
    /**
     * Applies them as a whole.
     *
     * @throws RefusedException if they cannot be used; what was in force still is
     */
    void use(S settings) throws RefusedException;
  }
}
