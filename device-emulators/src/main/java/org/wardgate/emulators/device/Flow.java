package org.wardgate.emulators.device;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A TCP connection a device keeps up, with a line of data every few seconds. */
final class Flow implements Runnable {
  private static final int CONNECT_MAX_MILLIS = 3_000;
  private static final int ANSWER_MAX_MILLIS = 4_000;
  private static final long PERIOD_MILLIS = 2_000;

  private final String name;
  private final String localAddress;
  private final Destination destination;
  private final Progress progress;
  private boolean failing;

  /**
   * @param name for people, for example {@code telemetry}
   * @param localAddress the device's own
   * @param destination asked before each connection
   */
  Flow(String name, String localAddress, Destination destination, Progress progress) {
    this.name = name;
    this.localAddress = localAddress;
    this.destination = destination;
    this.progress = progress;
  }

  /** Where a flow goes. */
  interface Destination {
    /**
     * Finds out.
     *
     * @throws IOException if it is not known now
     */
    InetSocketAddress find() throws IOException;
  }

  @Override
  public void run() {
    try {
      while (true) {
        try {
          connectOnce();
        } catch (IOException e) {
          if (!failing) {
            progress.failed(name, String.valueOf(e.getMessage()));
          }
          failing = true;
        }
        pause();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void connectOnce() throws IOException, InterruptedException {
    InetSocketAddress remote = destination.find();
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(localAddress, 0));
      socket.connect(remote, CONNECT_MAX_MILLIS);
      socket.setSoTimeout(ANSWER_MAX_MILLIS);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      boolean first = true;
      while (true) {
        socket.getOutputStream().write((name + "\n").getBytes(StandardCharsets.US_ASCII));
        if (in.readLine() == null) {
          throw new IOException("closed by " + remote.getAddress().getHostAddress());
        }
        if (first) {
          progress.done(name, "to " + remote.getAddress().getHostAddress());
          first = false;
          failing = false;
        }
        pause();
      }
    }
  }

  private static void pause() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(
        PERIOD_MILLIS + ThreadLocalRandom.current().nextLong(PERIOD_MILLIS / 4));
  }
}
