package org.wardgate.identity;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.wardgate.api.CorrelationId;

/** Fresh correlation ids, also after a restart. Thread-safe. */
final class Correlations {
  private static final int RANDOM_CHARS = 13;

  private final String prefix =
      "identity-" + UUID.randomUUID().toString().substring(0, RANDOM_CHARS) + "-";
  private final AtomicLong count = new AtomicLong();

  CorrelationId next() {
    return new CorrelationId(prefix + count.incrementAndGet());
  }
}
