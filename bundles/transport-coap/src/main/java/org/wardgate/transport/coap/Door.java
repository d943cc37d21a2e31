package org.wardgate.transport.coap;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.wardgate.api.transport.SessionGate;

/**
 * Holds the requests of a session until its listeners know it and the gate has let it in. A session
 * once let in is not asked about again. Thread-safe.
 */
final class Door {
  private final Supplier<Optional<SessionGate>> gate;

  Door(Supplier<Optional<SessionGate>> gate) {
    this.gate = gate;
  }

  /** Whether there is a gate. */
  boolean attended() {
    return gate.get().isPresent();
  }

  /** Whether the session's requests go to handlers; false without a gate. */
  CompletionStage<Boolean> opens(PeerSession session) {
    if (session.admitted()) {
      return CompletableFuture.completedFuture(true);
    }
    return session
        .announcement()
        .thenCompose(
            peer ->
                gate.get()
                    .map(present -> present.serves(peer))
                    .orElseGet(() -> CompletableFuture.completedFuture(false)))
        .thenApply(
            yes -> {
              if (yes) {
                session.admit();
              }
              return yes && session.live();
            });
  }
}
