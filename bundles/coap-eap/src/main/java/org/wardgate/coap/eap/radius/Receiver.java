package org.wardgate.coap.eap.radius;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on the datagrams of a socket until it is closed. If receiving fails it pauses: what fails
 * once may fail for long, and must not take the processor and the log. Thread-safe; run by one.
 */
final class Receiver implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

  private final DatagramSocket socket;
  private final Consumer<byte[]> taker;
  private final Duration pause;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * @param taker of each datagram
   * @param pause after a failure
   */
  Receiver(DatagramSocket socket, Consumer<byte[]> taker, Duration pause) {
    this.socket = socket;
    this.taker = taker;
    this.pause = pause;
  }

  @Override
  public void run() {
    byte[] buffer = new byte[RadiusPacket.PACKET_MAX_BYTES + 1];
    boolean failing = false;
    while (!socket.isClosed()) {
      DatagramPacket datagram = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(datagram);
        failing = false;
        taker.accept(Arrays.copyOf(datagram.getData(), datagram.getLength()));
      } catch (PortUnreachableException e) {
        // at most one for each request that was sent
        LOG.debug("Nobody at {}", socket.getRemoteSocketAddress());
      } catch (IOException e) {
        if (!failing && !socket.isClosed()) {
          LOG.warn(
              "RADIUS answers of {} cannot be received: {}",
              socket.getRemoteSocketAddress(),
              e.toString());
        }
        failing = true;
        if (paused()) {
          return;
        }
      }
    }
  }

  /** Waits; true if it is to end. */
  private boolean paused() {
    try {
      return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    socket.close();
    closed.countDown();
  }
}
