package org.wardgate.transport.coap;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** How much of those who proved nothing is looked at: of one address, and of all. Thread-safe. */
final class OpenGate implements Predicate<InetSocketAddress> {
  /** Addresses remembered. */
  static final int ADDRESSES_MAX_COUNT = 4_096;

  private static final String ALL = "all";

  private final TokenBuckets<InetAddress> ofAddress;
  private final TokenBuckets<String> overall;

  OpenGate(int perSecond, int overallPerSecond, LongSupplier nanos) {
    ofAddress = new TokenBuckets<>(perSecond, ADDRESSES_MAX_COUNT, nanos);
    overall = new TokenBuckets<>(overallPerSecond, 1, nanos);
  }

  @Override
  public boolean test(InetSocketAddress from) {
    return ofAddress.take(from.getAddress()) && overall.take(ALL);
  }
}
