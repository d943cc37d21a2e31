package org.wardgate.transport.coap;

import java.net.InetAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The addresses that had an authenticated session: what strangers use up does not count for them.
 * Thread-safe.
 */
final class Acquaintances {
  /** Addresses remembered, the ones used last. */
  static final int ADDRESSES_MAX_COUNT = 20_000;

  private final Set<InetAddress> known =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<InetAddress, Boolean> eldest) {
                  return size() > ADDRESSES_MAX_COUNT;
                }
              }));

  void meet(InetAddress address) {
    // to the end of the queue
    known.remove(address);
    known.add(address);
  }

  boolean know(InetAddress address) {
    return known.contains(address);
  }
}
