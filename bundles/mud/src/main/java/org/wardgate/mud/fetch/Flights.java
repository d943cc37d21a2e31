package org.wardgate.mud.fetch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * Lets those who want the same at the same time share one effort. Thread-safe.
 *
 * @param <K> what is wanted
 * @param <V> what comes of it
 */
final class Flights<K, V> {
  private final ConcurrentMap<K, CompletableFuture<V>> running = new ConcurrentHashMap<>();

  /**
   * Joins the effort for a key.
   *
   * @param start begins it if nobody has; must complete the future in the end
   * @return a copy: cancelling it disturbs nobody
   */
  CompletableFuture<V> join(K key, Consumer<CompletableFuture<V>> start) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> theirs = running.putIfAbsent(key, mine);
    if (theirs != null) {
      return theirs.copy();
    }
    CompletableFuture<V> copy = mine.whenComplete((value, failure) -> running.remove(key, mine));
    start.accept(mine);
    return copy;
  }

  /** Fails everything that is still going on. */
  void failAll(Throwable failure) {
    running.values().forEach(flight -> flight.completeExceptionally(failure));
  }
}
