package org.wardgate.identity;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.transport.Peer;

/**
 * Which sessions may be served: undecided from the moment a session is known. Holds sessions until
 * they are forgotten. Thread-safe.
 */
final class Verdicts {
  private final Map<String, CompletableFuture<Boolean>> bySession = new ConcurrentHashMap<>();

  /** Nothing is decided about this session yet, whatever was before. */
  void begin(Peer peer) {
    refuse(bySession.put(peer.session(), new CompletableFuture<>()));
  }

  /** As {@link #begin}, but false and without effect if the session is known. */
  boolean beginUnlessKnown(Peer peer) {
    return bySession.putIfAbsent(peer.session(), new CompletableFuture<>()) == null;
  }

  /** Lets a session in that is undecided. */
  void serve(Peer peer) {
    CompletableFuture<Boolean> verdict = bySession.get(peer.session());
    if (verdict != null) {
      verdict.complete(true);
    }
  }

  /** From now on the session is not served, even if it was before. */
  void refuse(Peer peer) {
    refuse(bySession.replace(peer.session(), CompletableFuture.completedFuture(false)));
  }

  /** Forgets a session that is gone; who waits for it hears that it is not served. */
  void forget(Peer peer) {
    refuse(bySession.remove(peer.session()));
  }

  private static void refuse(@Nullable CompletableFuture<Boolean> verdict) {
    if (verdict != null) {
      verdict.complete(false);
    }
  }

  /** Decided or to be decided; empty for a session that is not known. */
  Optional<CompletionStage<Boolean>> of(Peer peer) {
    return Optional.ofNullable(bySession.get(peer.session()))
        .map(CompletableFuture::minimalCompletionStage);
  }

  int size() {
    return bySession.size();
  }
}
