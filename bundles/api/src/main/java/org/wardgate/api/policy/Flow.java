package org.wardgate.api.policy;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A packet as a policy sees it.
 *
 * @param sent whether the device sends it; otherwise it is sent to the device
 * @param protocol IP protocol number, 0 to 255
 * @param remote the far end; its family is the packet's
 * @param devicePort the device's own port, 0 unless TCP or UDP
 * @param remotePort the far end's port, 0 unless TCP or UDP
 * @param icmp its type and code, present with ICMP alone
 * @param begun whether the device began the conversation; absent if it is not known
 */
public record Flow(
    boolean sent,
    int protocol,
    InetAddress remote,
    int devicePort,
    int remotePort,
    Optional<IcmpMessage> icmp,
    Optional<Boolean> begun) {
  /**
   * @throws IllegalArgumentException if out of range
   */
  public Flow {
    if (protocol < 0 || protocol > 255) {
      throw new IllegalArgumentException("protocol numbers are 0 to 255");
    }
    if (devicePort < 0 || devicePort > 65_535 || remotePort < 0 || remotePort > 65_535) {
      throw new IllegalArgumentException("ports are 0 to 65535");
    }
  }
}
