package org.wardgate.registrar.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private final FairQueue queue = new FairQueue();
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void close() {
    end.countDown();
    queue.close();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void hang() {
    boolean ended = await(end);
    assert ended;
  }

  @Test
  void aMakerWhoseMasaHangsLeavesRoomForOthers() {
    for (int i = 0; i < 100; i++) {
      assertThat(queue.submit("hanging", this::hang)).isTrue();
    }
    CountDownLatch done = new CountDownLatch(20);
    for (int i = 0; i < 20; i++) {
      assertThat(queue.submit("good", done::countDown)).isTrue();
    }
    assertThat(await(done)).isTrue();
  }

  @Test
  void tooManyThatWaitAreTurnedAway() {
    int most = FairQueue.RUNNING_PER_MAKER_MAX_COUNT + FairQueue.WAITING_MAX_COUNT;
    for (int i = 0; i < most; i++) {
      assertThat(queue.submit("hanging", this::hang)).isTrue();
    }
    assertThat(queue.submit("hanging", this::hang)).isFalse();
  }

  @Test
  void allAreRunInTheEndAndNeverMoreThanAllowedAtOnce() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(200);
    for (int i = 0; i < 200; i++) {
      queue.submit(
          "maker-" + i % 3,
          () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            running.decrementAndGet();
            done.countDown();
          });
    }
    assertThat(await(done)).isTrue();
    assertThat(most.get()).isLessThanOrEqualTo(FairQueue.RUNNING_MAX_COUNT);
  }

  @Test
  void aTaskThatFailsFreesItsPlace() {
    for (int i = 0; i < 2 * FairQueue.RUNNING_MAX_COUNT; i++) {
      queue.submit(
          "failing",
          () -> {
            throw new IllegalStateException("as this test wants");
          });
    }
    CountDownLatch done = new CountDownLatch(1);
    queue.submit("failing", done::countDown);
    assertThat(await(done)).isTrue();
  }

  @Test
  void aClosedQueueTakesNothing() {
    queue.close();
    assertThat(queue.submit("maker", this::hang)).isFalse();
  }
}
