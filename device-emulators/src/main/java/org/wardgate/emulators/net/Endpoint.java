package org.wardgate.emulators.net;

import java.net.InetSocketAddress;

/**
 * An address and a port of the demo.
 *
 * @param address IPv4, numeric
 * @param port 1 to 65535
 */
public record Endpoint(String address, int port) {
  /** For opening a socket. */
  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(address, port);
  }

  @Override
  public String toString() {
    return address + ":" + port;
  }
}
