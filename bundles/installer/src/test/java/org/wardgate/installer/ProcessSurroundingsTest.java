package org.wardgate.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessSurroundingsTest {

  private final ProcessSurroundings surroundings = new ProcessSurroundings(why -> {});

  @AfterEach
  void clear() {
    System.clearProperty(ProcessSurroundings.UPDATING);
  }

  @Test
  void theMarkStaysWhileAnExchangeHangsThatNobodyWaitsForAnyMore() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Thread[] exchange = new Thread[1];
    surroundings.updating("one");
    assertThatThrownBy(
            () ->
                surroundings.within(
                    0,
                    () -> {
                      exchange[0] = Thread.currentThread();
                      hang(release);
                      released.countDown();
                    }))
        .isInstanceOfSatisfying(
            InstallException.class, e -> assertThat(e.fault()).isEqualTo(Fault.TOO_SLOW));
    surroundings.updating("");
    assertThat(System.getProperty(ProcessSurroundings.UPDATING)).isEqualTo("one");
    release.countDown();
    assertThat(released.await(30, TimeUnit.SECONDS)).isTrue();
    exchange[0].join(30_000);
    assertThat(System.getProperty(ProcessSurroundings.UPDATING)).isNull();
  }

  /** As an activator that takes no notice of interrupts. */
  private static void hang(CountDownLatch release) {
    boolean done = false;
    while (!done) {
      try {
        done = release.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        // goes on hanging
        done = false;
      }
    }
  }

  @Test
  void theMarkGoesWithTheLastExchange() throws Exception {
    surroundings.updating("one");
    surroundings.within(30, () -> {});
    assertThat(System.getProperty(ProcessSurroundings.UPDATING)).isEqualTo("one");
    surroundings.updating("");
    assertThat(System.getProperty(ProcessSurroundings.UPDATING)).isNull();
  }
}
