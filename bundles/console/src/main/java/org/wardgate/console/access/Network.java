package org.wardgate.console.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/**
 * Whose an address is. Of IPv6 a /64 counts as one: who has one address of it has them all.
 *
 * @param own IPv4 address or IPv6 /64
 * @param group the IPv4 /24 or IPv6 /48 that it is part of
 */
record Network(String own, String group) {
  private static final int OWN_BYTES = 8;
  private static final int GROUP_BYTES = 6;

  /**
   * The network of an address.
   *
   * @param address as the web server writes it; of anything else each text is its own network
   */
  static Network of(String address) {
    if (!address.contains(":")) {
      int last = address.lastIndexOf('.');
      return new Network(address, last < 0 ? address : address.substring(0, last));
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      HexFormat hex = HexFormat.of();
      return new Network(
          hex.formatHex(bytes, 0, Math.min(OWN_BYTES, bytes.length)),
          hex.formatHex(bytes, 0, Math.min(GROUP_BYTES, bytes.length)));
    } catch (UnknownHostException e) {
      return new Network(address, address); // whatever it is, it is always the same
    }
  }
}
