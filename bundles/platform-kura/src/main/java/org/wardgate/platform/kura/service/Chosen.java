package org.wardgate.platform.kura.service;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/**
 * Of all services of a type the one that a configured filter selects. It is chosen here and not by
 * the component runtime, because that one cannot bear a filter that is none: the component would be
 * lost. A service once chosen stays until it goes or does not match any more. The listener is
 * called without a lock held, one call at a time. Thread-safe.
 *
 * @param <T> the type
 */
public final class Chosen<T> {
  private record Candidate<T>(T service, Map<String, Object> properties) {
    long ranking() {
      return properties.get(Constants.SERVICE_RANKING) instanceof Integer number ? number : 0;
    }

    long id() {
      return properties.get(Constants.SERVICE_ID) instanceof Long number ? number : Long.MAX_VALUE;
    }
  }

  private final Consumer<T> appeared;
  private final Consumer<T> vanished;
  private final IdentityHashMap<T, Candidate<T>> candidates = new IdentityHashMap<>();
  private Filter filter;
  private Optional<T> wanted = Optional.empty();
  private Optional<T> told = Optional.empty();
  private boolean telling;

  /**
   * Chooses nothing yet.
   *
   * @param filter one that {@link Filters#read} gave
   * @param appeared a service is chosen; it takes the place of an earlier one
   * @param vanished a service is not chosen any more
   */
  public Chosen(String filter, Consumer<T> appeared, Consumer<T> vanished) {
    this.filter = parsed(filter);
    this.appeared = appeared;
    this.vanished = vanished;
  }

  /** Chooses by this filter from now on. */
  public void by(String text) {
    Filter next = parsed(text);
    synchronized (this) {
      filter = next;
      choose();
    }
    tell();
  }

  /** A service is there, or its properties are others. */
  public void offered(T service, Map<String, ?> properties) {
    Map<String, Object> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(properties);
    synchronized (this) {
      candidates.put(service, new Candidate<>(service, copy));
      choose();
    }
    tell();
  }

  /** A service is gone. */
  public void gone(T service) {
    synchronized (this) {
      candidates.remove(service);
      choose();
    }
    tell();
  }

  private void choose() {
    Optional<T> stays =
        wanted.filter(
            service -> {
              Candidate<T> candidate = candidates.get(service);
              return candidate != null && filter.matches(candidate.properties());
            });
    wanted = stays.isPresent() ? stays : best();
  }

  private Optional<T> best() {
    return candidates.values().stream()
        .filter(candidate -> filter.matches(candidate.properties()))
        .min(
            Comparator.<Candidate<T>>comparingLong(candidate -> -candidate.ranking())
                .thenComparingLong(Candidate::id))
        .map(Candidate::service);
  }

  // whoever comes while another thread tells leaves it to that one
  private void tell() {
    while (true) {
      Optional<T> before;
      Optional<T> now;
      synchronized (this) {
        if (telling || same(told, wanted)) {
          return;
        }
        telling = true;
        before = told;
        now = wanted;
      }
      try {
        now.ifPresent(appeared);
        before.ifPresent(vanished);
      } finally {
        synchronized (this) {
          telling = false;
          told = now;
        }
      }
    }
  }

  private static <T> boolean same(Optional<T> one, Optional<T> other) {
    return one.isPresent() == other.isPresent()
        && (one.isEmpty() || one.get() == other.orElseThrow());
  }

  private static Filter parsed(String text) {
    try {
      return FrameworkUtil.createFilter(text);
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException("not checked: " + text, e);
    }
  }
}
