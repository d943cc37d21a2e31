package org.wardgate.api.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Repetition whose interval changes. */
class RepeatingTest {
  private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
  private final Semaphore runs = new Semaphore(0);
  private final Repeating repeating = new Repeating(executor, runs::release);

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  private boolean ran() throws InterruptedException {
    return runs.tryAcquire(30, TimeUnit.SECONDS);
  }

  @Test
  void aShorterIntervalCountsAtOnce() throws InterruptedException {
    repeating.every(3_600);
    assertThat(ran()).isTrue();
    repeating.every(1);
    assertThat(ran()).isTrue();
    assertThat(ran()).isTrue();
  }

  @Test
  void theSameIntervalTwiceDoesNothing() throws InterruptedException {
    repeating.every(3_600);
    assertThat(ran()).isTrue();
    repeating.every(3_600);
    CountDownLatch later = new CountDownLatch(1);
    executor.execute(later::countDown);
    assertThat(later.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(runs.availablePermits()).isZero();
    assertThat(executor.getQueue()).hasSize(1);
  }

  @Test
  void nothingIsLeftBehindWhenItStops() throws InterruptedException {
    repeating.every(3_600);
    assertThat(ran()).isTrue();
    executor.setRemoveOnCancelPolicy(true);
    repeating.stop();
    repeating.stop();
    assertThat(executor.getQueue()).isEmpty();
  }
}
