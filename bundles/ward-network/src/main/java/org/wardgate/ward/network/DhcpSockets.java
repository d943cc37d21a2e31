package org.wardgate.ward.network;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.Optional;

/**
 * Opens sockets that hear what clients say to all DHCP servers, beside a server on this host. They
 * are bound to the group's address, not to any: what a client says to the server alone stays the
 * server's.
 */
final class DhcpSockets {
  /** RFC 2131 §4.1. */
  static final int SERVER_PORT = 67;

  /** RFC 8415 §7.2. */
  static final int SERVER_PORT_V6 = 547;

  private static final byte[] ALL = {-1, -1, -1, -1};

  /** RFC 8415 §7.1: ff02::1:2, all servers and relays. */
  private static final byte[] ALL_V6 = {(byte) 0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2};

  private DhcpSockets() {}

  /**
   * Hears broadcasts on every interface: the kernel does not say on which. The socket has both
   * families, because the JDK does not bind one of IPv4 alone to this address.
   */
  static DatagramChannel broadcasts() throws IOException {
    return bound(
        DatagramChannel.open(), new InetSocketAddress(InetAddress.getByAddress(ALL), SERVER_PORT));
  }

  /** Hears the group on one interface. */
  static DatagramChannel group(NetworkInterface ward) throws IOException {
    Inet6Address group = Inet6Address.getByAddress(null, ALL_V6, ward);
    DatagramChannel channel =
        bound(
            DatagramChannel.open(StandardProtocolFamily.INET6),
            new InetSocketAddress(group, SERVER_PORT_V6));
    try {
      channel.join(group, ward);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** The ward's interface, if it is there. */
  static Optional<NetworkInterface> ward(String name) throws IOException {
    return Optional.ofNullable(NetworkInterface.getByName(name));
  }

  private static DatagramChannel bound(DatagramChannel channel, InetSocketAddress address)
      throws IOException {
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(address);
      channel.configureBlocking(false);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }
}
