package org.wardgate.mud.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FetchQueueTest {
  private final FetchQueue queue = new FetchQueue();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger running = new AtomicInteger();

  @AfterEach
  void stop() {
    end.countDown();
    queue.close();
  }

  private void hang() {
    running.incrementAndGet();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void oneAuthorityLeavesRoomForOthers() throws Exception {
    for (int i = 0; i < 50; i++) {
      assertThat(queue.offer("slow", this::hang)).isTrue();
    }
    CompletableFuture<Boolean> other = new CompletableFuture<>();
    assertThat(queue.offer("fast", () -> other.complete(true))).isTrue();

    assertThat(other.get(60, TimeUnit.SECONDS)).isTrue();
    assertThat(running.get()).isLessThanOrEqualTo(FetchQueue.RUNNING_PER_AUTHORITY_MAX_COUNT);
  }

  @Test
  void refusesWhatCannotWait() {
    int taken = 0;
    while (queue.offer("slow", this::hang)) {
      taken++;
    }
    assertThat(taken)
        .isEqualTo(FetchQueue.WAITING_MAX_COUNT + FetchQueue.RUNNING_PER_AUTHORITY_MAX_COUNT);
  }

  @Test
  void goesOnAfterAFetchThatFails() throws Exception {
    for (int i = 0; i < 20; i++) {
      queue.offer(
          "a",
          () -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {});
            throw new IllegalStateException("on purpose");
          });
    }
    CompletableFuture<Boolean> next = new CompletableFuture<>();
    queue.offer("a", () -> next.complete(true));
    assertThat(next.get(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void takesNothingWhenClosed() {
    queue.close();
    assertThat(queue.offer("a", () -> {})).isFalse();
  }
}
