package org.wardgate.api.network;

import java.net.InetAddress;
import java.time.Instant;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Intent;

/** What the ward network is asked to do. */
public sealed interface NetworkIntent extends Intent {
  /**
   * Find the hardware address behind an IP address that has just completed a handshake.
   *
   * @param correlationId repeated by the answer
   * @param deadline when waiting ends
   * @param device whose
   * @param address its IP address
   */
  record BindAddress(
      CorrelationId correlationId, Instant deadline, DeviceId device, InetAddress address)
      implements NetworkIntent {}
}
