package org.wardgate.api.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.wardgate.api.configuration.ConfigurationReports.Refusal;
import org.wardgate.api.error.RefusedException;

/**
 * A configuration that was read.
 *
 * @param value with the built-in default in the place of each value that was refused
 * @param refusals why values were refused; if there are any, the last good configuration stays
 * @param later what is reported but keeps nobody from taking the rest: {@code value} has something
 *     good in its place
 * @param source what it was read from, if nothing was refused
 * @param <S> the component's settings, immutable and with {@code equals}
 */
public record Parsed<S>(
    S value, List<Refusal> refusals, List<Refusal> later, Optional<LastGood.Kept> source) {

  /** Copies the lists. */
  public Parsed {
    refusals = List.copyOf(refusals);
    later = List.copyOf(later);
  }

  /** Of settings that are not kept as the last good ones. */
  public Parsed(S value, List<Refusal> refusals, List<Refusal> later) {
    this(value, refusals, later, Optional.empty());
  }

  /** Whether nothing was refused. */
  public boolean good() {
    return refusals.isEmpty();
  }

  /** Whether the value of this attribute was refused. */
  public boolean refused(String property) {
    return refusals.stream().anyMatch(refusal -> refusal.property().equals(property));
  }

  /**
   * The same with one attribute left as it is until the next start, which is reported.
   *
   * @param configured what was configured
   * @param instead settings with what is in force
   */
  public Parsed<S> later(String property, Object configured, S instead) {
    List<Refusal> all = new ArrayList<>(later);
    all.add(
        new Refusal(
            property,
            RawValue.shown(configured),
            new RefusedException(ConfigurationErrors.NEXT_START, property)));
    return new Parsed<>(instead, refusals, all, source);
  }

  /**
   * The same, taken although the values of these attributes were refused: their defaults stand in,
   * which is reported. For the first configuration of a component that must not start with the
   * defaults of others.
   */
  public Parsed<S> tolerating(Set<String> properties) {
    List<Refusal> blocking = new ArrayList<>();
    List<Refusal> all = new ArrayList<>(later);
    for (Refusal refusal : refusals) {
      (properties.contains(refusal.property()) ? all : blocking).add(refusal);
    }
    return new Parsed<>(value, blocking, all, source);
  }

  /** The same, not kept as the last good: for what the place of those that are kept depends on. */
  public Parsed<S> notKept() {
    return new Parsed<>(value, refusals, later);
  }

  /** Other settings that are taken instead of these; why these were refused is reported. */
  Parsed<S> replaced(S lastGood) {
    return new Parsed<>(lastGood, List.of(), reported());
  }

  /** The same with one more reason that is no attribute's. */
  Parsed<S> refused(RefusedException cause) {
    List<Refusal> all = new ArrayList<>(refusals);
    all.add(new Refusal("", "", cause));
    return new Parsed<>(value, all, later);
  }

  /** The same of another form. */
  public <T> Parsed<T> map(Function<S, T> form) {
    return new Parsed<>(form.apply(value), refusals, later, source);
  }

  /** Everything to report. */
  public List<Refusal> reported() {
    List<Refusal> all = new ArrayList<>(refusals);
    all.addAll(later);
    return all;
  }
}
