package org.wardgate.transport.coap;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.californium.scandium.dtls.ConnectionId;

/** The handshakes that are not finished. Thread-safe. */
final class HalfOpen {
  private final Map<ConnectionId, InetAddress> handshakes = new HashMap<>();
  private final Map<InetAddress, Integer> perAddress = new HashMap<>();

  synchronized void begin(ConnectionId connection, InetAddress address) {
    if (handshakes.putIfAbsent(connection, address) == null) {
      perAddress.merge(address, 1, Integer::sum);
    }
  }

  /** Finished or failed. Idempotent. */
  synchronized void end(ConnectionId connection) {
    InetAddress address = handshakes.remove(connection);
    if (address != null) {
      perAddress.computeIfPresent(address, (a, count) -> count > 1 ? count - 1 : null);
    }
  }

  synchronized int overall() {
    return handshakes.size();
  }

  synchronized int of(InetAddress address) {
    return perAddress.getOrDefault(address, 0);
  }
}
