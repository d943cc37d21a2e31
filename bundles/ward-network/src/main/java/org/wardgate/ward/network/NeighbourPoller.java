package org.wardgate.ward.network;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.network.NetworkErrors;

/**
 * Reads the ward's neighbours every two seconds, and sooner if somebody waits for one. Thread-safe.
 */
final class NeighbourPoller implements Runnable {
  /** How often the neighbours are read. */
  static final long PERIOD_MS = 2_000;

  /** How soon again, if somebody waits. */
  static final long SOON_MS = 100;

  private static final Logger LOG = LoggerFactory.getLogger(NeighbourPoller.class);

  private final NeighbourReader reader;
  private final Consumer<Map<InetAddress, Neighbour>> readings;
  private final BlockingQueue<Boolean> wanted = new ArrayBlockingQueue<>(1);
  private volatile Map<InetAddress, Neighbour> latest = Map.of();
  private boolean failed;

  NeighbourPoller(NeighbourReader reader, Consumer<Map<InetAddress, Neighbour>> readings) {
    this.reader = reader;
    this.readings = readings;
  }

  /** The hardware address behind an address, as read last; reads again soon if it is not there. */
  Optional<String> macOf(InetAddress address) {
    Optional<String> mac = Optional.ofNullable(latest.get(address)).map(Neighbour::mac);
    if (mac.isEmpty()) {
      boolean unused = wanted.offer(true); // one wish is enough
    }
    return mac;
  }

  /** Runs until it is interrupted. */
  @Override
  public void run() {
    try {
      while (true) {
        read();
        TimeUnit.MILLISECONDS.sleep(SOON_MS);
        wanted.poll(PERIOD_MS - SOON_MS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() throws InterruptedException {
    try {
      latest = Map.copyOf(reader.read());
      failed = false;
      readings.accept(latest);
    } catch (IOException e) {
      if (!failed) {
        failed = true; // said once
        ErrorCode code = NetworkErrors.NEIGHBOURS_UNREADABLE;
        LOG.warn("{} {}: {}", code.code(), code.reason(), e.getMessage());
      }
    }
  }
}
