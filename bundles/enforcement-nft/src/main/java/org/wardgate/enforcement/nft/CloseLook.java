package org.wardgate.enforcement.nft;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.error.RefusedException;

/**
 * Looks now and then whether somebody changed the rules that no policy changes, or lowered the
 * barrier. Reading takes a while in a large ward, so it happens aside. Confined to one thread but
 * for what it runs on the executor.
 */
final class CloseLook {
  private final RoutingBarrier barrier;
  private final FixedChains fixedChains;
  private final Executor aside;
  private CompletableFuture<Map<String, String>> baseline =
      CompletableFuture.completedFuture(Map.of());
  private @Nullable CompletableFuture<Optional<String>> look;

  CloseLook(RoutingBarrier barrier, FixedChains fixedChains, Executor aside) {
    this.barrier = barrier;
    this.fixedChains = fixedChains;
    this.aside = aside;
  }

  /** The table is new: what is read now is what it should be. */
  void fresh() {
    look = null;
    baseline = CompletableFuture.supplyAsync(() -> fixedChains.read().orElse(Map.of()), aside);
  }

  /** Begins to look, unless that is under way. */
  void begin() {
    if (look == null) {
      Map<String, String> wanted = baseline.getNow(Map.of());
      look = CompletableFuture.supplyAsync(() -> compare(wanted), aside);
    }
  }

  /** What was found since the last time, if anything. */
  Optional<String> found() {
    CompletableFuture<Optional<String>> current = look;
    if (current == null || !current.isDone()) {
      return Optional.empty();
    }
    look = null;
    return current.getNow(Optional.empty());
  }

  private Optional<String> compare(Map<String, String> wanted) {
    try {
      if (barrier.raise()) {
        return Optional.of("the routing barrier was down and is up again");
      }
    } catch (RefusedException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    return fixedChains.read().filter(seen -> !seen.equals(wanted)).map(seen -> "chains changed");
  }
}
