package org.wardgate.console.resource;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import javax.servlet.http.HttpServletRequest;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;

/**
 * Reads bodies that strangers send, so that nobody holds the server's threads by sending slowly: a
 * body has little time to arrive, and of too many that are on their way the oldest gives way. A
 * body that comes with its head never waits and never gives way. Thread-safe.
 */
final class Arrivals {
  /** Bodies on their way at the same time. */
  static final int AT_ONCE_MAX_COUNT = 16;

  /** Longest time for a body to arrive, in milliseconds. */
  static final long WITHIN_MILLIS = 5_000;

  private static final long LOOK_AGAIN_MILLIS = 5;

  private final LongSupplier nanoTime;
  private final Deque<Arrival> arriving = new ArrayDeque<>();

  /**
   * @param nanoTime a clock that only goes forward
   */
  Arrivals(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** One that is on its way. */
  private static final class Arrival {
    private volatile boolean gaveWay;
  }

  /**
   * Reads a body of known length, whatever it is.
   *
   * @throws RefusedException BODY_TOO_LARGE; BAD_REQUEST without a length or if it came too slowly;
   *     TOO_MANY_REQUESTS if it gave way to others
   */
  byte[] read(HttpServletRequest request, int maxBytes) throws IOException, RefusedException {
    long length = request.getContentLengthLong();
    if (length < 0) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, "Content-Length is missing");
    }
    if (length > maxBytes) {
      throw new RefusedException(
          ConsoleErrors.BODY_TOO_LARGE, length + " bytes, at most " + maxBytes);
    }
    byte[] body = new byte[(int) length];
    InputStream in = request.getInputStream();
    int read = arrived(in, body, 0);
    if (read < body.length) {
      await(in, body, read);
    }
    return body;
  }

  /** Takes what is there, without waiting; returns how much of the body there is then. */
  private static int arrived(InputStream in, byte[] body, int before) throws RefusedException {
    int read = before;
    try {
      int there = in.available();
      while (there > 0 && read < body.length) {
        int count = in.read(body, read, Math.min(there, body.length - read));
        if (count < 0) {
          throw new EOFException("it ends too early");
        }
        read += count;
        there = in.available();
      }
      return read;
    } catch (IOException e) {
      // whoever hangs up fills no log with stack traces
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, "the body did not arrive", e);
    }
  }

  private void await(InputStream in, byte[] body, int before) throws IOException, RefusedException {
    Arrival own = enter();
    try {
      long began = nanoTime.getAsLong();
      int read = before;
      while (read < body.length) {
        if (own.gaveWay) {
          throw new RefusedException(ConsoleErrors.TOO_MANY_REQUESTS, "the body came slowly");
        }
        if (nanoTime.getAsLong() - began > TimeUnit.MILLISECONDS.toNanos(WITHIN_MILLIS)) {
          throw new RefusedException(ConsoleErrors.BAD_REQUEST, "the body came too slowly");
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MILLIS));
        read = arrived(in, body, read);
      }
    } finally {
      leave(own);
    }
  }

  private synchronized Arrival enter() {
    Arrival own = new Arrival();
    arriving.addLast(own);
    if (arriving.size() > AT_ONCE_MAX_COUNT) {
      arriving.removeFirst().gaveWay = true;
    }
    return own;
  }

  private synchronized void leave(Arrival own) {
    arriving.remove(own);
  }
}
