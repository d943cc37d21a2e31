package org.wardgate.transport.coap;

import java.util.concurrent.atomic.AtomicLong;

/** Ids of sessions, unique for the life of the process. Thread-safe. */
final class SessionIds {
  private final String prefix;
  private final AtomicLong last = new AtomicLong();

  /**
   * @param prefix unique for the life of the process
   */
  SessionIds(String prefix) {
    this.prefix = prefix;
  }

  String next() {
    return prefix + last.incrementAndGet();
  }
}
