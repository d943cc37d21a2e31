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
    while (queue.submit("hanging", this::hang)) {
      // until no more is taken
    }
    CountDownLatch done = new CountDownLatch(20);
    for (int i = 0; i < 20; i++) {
      assertThat(queue.submit("good", done::countDown)).isTrue();
    }
    assertThat(await(done)).isTrue();
  }

  @Test
  void tooManyThatWaitAreTurnedAway() {
    int most = FairQueue.RUNNING_PER_MAKER_MAX_COUNT + FairQueue.WAITING_PER_MAKER_MAX_COUNT;
    for (int i = 0; i < most; i++) {
      assertThat(queue.submit("hanging", this::hang)).isTrue();
    }
    assertThat(queue.submit("hanging", this::hang)).isFalse();
  }

  @Test
  void aMakerOfWhomNothingWaitsMayWaitThoughManyHang() {
    for (int maker = 0; maker < 20; maker++) {
      for (int i = 0; i < 100; i++) {
        queue.submit("hanging-" + maker, this::hang);
      }
    }
    CountDownLatch done = new CountDownLatch(1);
    assertThat(queue.submit("good", done::countDown)).isTrue();
    assertThat(queue.submit("good", this::hang)).isFalse();
    end.countDown();
    assertThat(await(done)).isTrue();
  }

  @Test
  void notMoreNewcomersWaitThanThereIsRoomFor() {
    int taken = 0;
    for (int maker = 0; maker < 1_000; maker++) {
      taken += queue.submit("hanging-" + maker, this::hang) ? 1 : 0;
    }
    assertThat(taken)
        .isEqualTo(
            FairQueue.RUNNING_MAX_COUNT
                + FairQueue.WAITING_MAX_COUNT
                + FairQueue.NEWCOMERS_MAX_COUNT);
  }

  @Test
  void allAreRunInTheEndAndNeverMoreThanAllowedAtOnce() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(180);
    for (int i = 0; i < 180; i++) {
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
