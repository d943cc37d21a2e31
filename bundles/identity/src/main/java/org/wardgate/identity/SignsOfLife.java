package org.wardgate.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.TransportErrors;
import org.wardgate.identity.LiveSessions.Live;

/** Asks sessions whether somebody is still there. Thread-safe. */
final class SignsOfLife {
  /** How long an answer may take. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /** What is asked for: every CoAP server has it (RFC 6690 §4). */
  static final String PATH = ".well-known/core";

  private static final int ANSWER_MAX_BYTES = 4_096;

  private final Clock clock;

  SignsOfLife(Clock clock) {
    this.clock = clock;
  }

  /** The first of these that answered, whatever it said; empty if all are silent. */
  CompletionStage<Optional<Live>> of(List<Live> sessions) {
    List<CompletableFuture<Boolean>> answers =
        sessions.stream().map(session -> alive(session).toCompletableFuture()).toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              for (int i = 0; i < answers.size(); i++) {
                if (answers.get(i).join()) {
                  return Optional.of(sessions.get(i));
                }
              }
              return Optional.empty();
            });
  }

  private CompletionStage<Boolean> alive(Live session) {
    return session
        .channel()
        .get(PATH, ContentFormat.LINK_FORMAT, ANSWER_MAX_BYTES, clock.instant().plus(PATIENCE))
        .handle(SignsOfLife::answered);
  }

  private static boolean answered(@Nullable Response response, @Nullable Throwable error) {
    if (error == null) {
      return true;
    }
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    // who sends too much is alive too
    return cause instanceof RefusedException refused
        && refused.errorCode().equals(TransportErrors.ANSWER_TOO_LARGE);
  }
}
