package org.wardgate.coap.eap.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReceiverTest {
  private static final long WAIT_SECONDS = 60;

  /** Fails as often as told, then hands out one datagram each time. */
  private static final class Failing extends DatagramSocket {
    private final AtomicInteger failures;
    private final CountDownLatch failed = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();

    Failing(int failures) throws IOException {
      super(0, InetAddress.getLoopbackAddress());
      this.failures = new AtomicInteger(failures);
    }

    @Override
    public void receive(DatagramPacket packet) throws IOException {
      calls.incrementAndGet();
      if (failures.getAndDecrement() > 0) {
        failed.countDown();
        throw new IOException("as this test wants");
      }
      packet.setData(new byte[] {1, 2, 3});
    }
  }

  @Test
  void receivingThatFailsForLongDoesNotSpin() throws Exception {
    Failing socket = new Failing(Integer.MAX_VALUE);
    List<byte[]> taken = new ArrayList<>();
    Receiver receiver = new Receiver(socket, taken::add, Duration.ofDays(1));
    Thread thread = new Thread(receiver);
    thread.start();
    assertThat(socket.failed.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    // closing ends the pause; had it not paused, it would have failed again and again
    awaitWaiting(thread);
    assertThat(socket.calls.get()).isEqualTo(1);
    receiver.close();
    thread.join(TimeUnit.SECONDS.toMillis(WAIT_SECONDS));
    assertThat(thread.isAlive()).isFalse();
    assertThat(taken).isEmpty();
  }

  private static void awaitWaiting(Thread thread) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      assertThat(System.nanoTime()).as("it pauses").isLessThan(end);
      boolean never = new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS);
      assertThat(never).isFalse();
    }
  }

  @Test
  void receivingGoesOnAfterAFailure() throws Exception {
    Failing socket = new Failing(3);
    List<byte[]> taken = new ArrayList<>();
    Receiver receiver =
        new Receiver(
            socket,
            datagram -> {
              taken.add(datagram);
              socket.close();
            },
            Duration.ofMillis(1));
    receiver.run();
    assertThat(taken).containsExactly(new byte[] {1, 2, 3});
  }
}
