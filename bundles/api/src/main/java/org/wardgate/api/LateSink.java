package org.wardgate.api;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The event sink for those that its owner needs first. It is fetched from the framework when there
 * is something to tell it, not when it appears: that would be a circle, which leaves one end open.
 * Thread-safe.
 */
public final class LateSink {
  private volatile Optional<Fetched> present = Optional.empty();

  /** There is none yet. */
  public LateSink() {}

  /**
   * It has appeared, perhaps in place of another.
   *
   * @param reference by which the framework knows it
   * @param fetch gets it from the framework; null if it has gone
   * @return gives it, on the thread that asks, as long as it is there and no other has appeared
   */
  public synchronized Supplier<Optional<EventSink>> appeared(
      Object reference, Supplier<? extends @Nullable EventSink> fetch) {
    Fetched fresh = new Fetched(reference, fetch);
    present = Optional.of(fresh);
    return () -> present.filter(fresh::equals).flatMap(Fetched::get);
  }

  /** It has gone. Says nothing about one that took its place already. */
  public synchronized void vanished(Object reference) {
    present = present.filter(known -> !known.reference.equals(reference));
  }

  /** One of them; fetched once, because the framework counts how often it is. */
  private static final class Fetched {
    private final Object reference;
    private final Supplier<? extends @Nullable EventSink> fetch;
    private volatile Optional<EventSink> sink = Optional.empty();

    Fetched(Object reference, Supplier<? extends @Nullable EventSink> fetch) {
      this.reference = reference;
      this.fetch = fetch;
    }

    Optional<EventSink> get() {
      if (sink.isEmpty()) {
        sink = Optional.ofNullable(fetch.get());
      }
      return sink;
    }
  }
}
