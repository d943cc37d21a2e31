package org.wardgate.enforcement.nft;

import org.wardgate.api.policy.FlowRule.Protocol;
import org.wardgate.api.policy.PortRange;

/**
 * What one set element covers: a box in four dimensions. The kernel refuses two overlapping
 * elements in one set, see {@link Layers}.
 *
 * @param protocolFirst IP protocol number
 * @param protocolLast IP protocol number
 * @param devicePorts the device's own ports
 * @param remotePorts the far end's ports
 * @param remote the far end's addresses
 */
record Box(
    int protocolFirst,
    int protocolLast,
    PortRange devicePorts,
    PortRange remotePorts,
    AddressRange remote) {

  static Box of(
      Protocol protocol, PortRange devicePorts, PortRange remotePorts, AddressRange remote) {
    return switch (protocol) {
      case ANY -> new Box(0, 255, PortRange.ANY, PortRange.ANY, remote);
      case TCP -> new Box(6, 6, devicePorts, remotePorts, remote);
      case UDP -> new Box(17, 17, devicePorts, remotePorts, remote);
      case ICMP -> new Box(1, 1, PortRange.ANY, PortRange.ANY, remote);
      case NUMBERED -> throw new IllegalArgumentException("the number is missing");
    };
  }

  boolean overlaps(Box other) {
    return protocolFirst <= other.protocolLast
        && other.protocolFirst <= protocolLast
        && overlap(devicePorts, other.devicePorts)
        && overlap(remotePorts, other.remotePorts)
        && remote.first() <= other.remote.last()
        && other.remote.first() <= remote.last();
  }

  boolean contains(Box other) {
    return protocolFirst <= other.protocolFirst
        && other.protocolLast <= protocolLast
        && covers(devicePorts, other.devicePorts)
        && covers(remotePorts, other.remotePorts)
        && remote.first() <= other.remote.first()
        && other.remote.last() <= remote.last();
  }

  Box withRemote(AddressRange range) {
    return new Box(protocolFirst, protocolLast, devicePorts, remotePorts, range);
  }

  Box withRemotePorts(PortRange ports) {
    return new Box(protocolFirst, protocolLast, devicePorts, ports, remote);
  }

  Box withDevicePorts(PortRange ports) {
    return new Box(protocolFirst, protocolLast, ports, remotePorts, remote);
  }

  /** How much it covers, for sorting; the product may exceed a long. */
  double volume() {
    return (protocolLast - protocolFirst + 1.0)
        * (devicePorts.last() - devicePorts.first() + 1.0)
        * (remotePorts.last() - remotePorts.first() + 1.0)
        * (remote.last() - remote.first() + 1.0);
  }

  /** As a set element. */
  String text() {
    return text(protocolFirst, protocolLast)
        + " . "
        + text(devicePorts.first(), devicePorts.last())
        + " . "
        + text(remotePorts.first(), remotePorts.last())
        + " . "
        + remote.text();
  }

  private static String text(int first, int last) {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }

  private static boolean overlap(PortRange a, PortRange b) {
    return a.first() <= b.last() && b.first() <= a.last();
  }

  private static boolean covers(PortRange a, PortRange b) {
    return a.first() <= b.first() && b.last() <= a.last();
  }
}
