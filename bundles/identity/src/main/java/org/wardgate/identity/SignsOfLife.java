package org.wardgate.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.wardgate.identity.LiveSessions.Live;

/** Asks sessions whether somebody is still there. Thread-safe. */
final class SignsOfLife {
  /** How long an answer may take. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Clock clock;

  SignsOfLife(Clock clock) {
    this.clock = clock;
  }

  /**
   * The first of these that answered, whatever it said and without waiting for the others; empty if
   * all are silent.
   */
  CompletionStage<Optional<Live>> of(List<Live> sessions) {
    Instant deadline = clock.instant().plus(PATIENCE);
    CompletableFuture<Optional<Live>> first = new CompletableFuture<>();
    CompletableFuture<?>[] heard =
        sessions.stream()
            .map(session -> ask(session, deadline, first))
            .toArray(CompletableFuture[]::new);
    var unused =
        CompletableFuture.allOf(heard)
            .whenComplete(
                (done, error) -> {
                  if (error == null) {
                    first.complete(Optional.empty());
                  } else {
                    first.completeExceptionally(error);
                  }
                });
    return first;
  }

  /** Completes after the answer is passed on. */
  private static CompletableFuture<Void> ask(
      Live session, Instant deadline, CompletableFuture<Optional<Live>> first) {
    return session
        .channel()
        .probe(deadline)
        .thenAccept(
            alive -> {
              if (alive) {
                first.complete(Optional.of(session));
              }
            })
        .toCompletableFuture();
  }
}
