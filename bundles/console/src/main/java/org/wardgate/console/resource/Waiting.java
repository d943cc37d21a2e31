package org.wardgate.console.resource;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;

/** Waits for what a part of the gateway answers, within bounds. */
final class Waiting {

  private static final long ANSWERED_WITHIN_SECONDS = 5;

  private Waiting() {}

  /**
   * The answer.
   *
   * @param part who answers, for people
   * @throws RefusedException {@link ConsoleErrors#NOT_SERVING} if it does not, or in vain
   */
  static <T> T on(CompletionStage<T> answer, String part) throws RefusedException {
    try {
      return answer.toCompletableFuture().get(ANSWERED_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new RefusedException(ConsoleErrors.NOT_SERVING, part, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(ConsoleErrors.NOT_SERVING, part, e);
    }
  }
}
