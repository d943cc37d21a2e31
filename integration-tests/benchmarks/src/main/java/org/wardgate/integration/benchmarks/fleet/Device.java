package org.wardgate.integration.benchmarks.fleet;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;

/**
 * A device of the fleet.
 *
 * @param number from 0
 * @param keys its own
 * @param idevid its certificate
 */
record Device(int number, KeyPair keys, X509Certificate idevid) {
  private static final int HOSTS_PER_NET = 250;

  static String id(int number) {
    return "fleet-" + number;
  }

  static String serial(int number) {
    return "FLEET-" + number;
  }

  /** An address of its own: what is limited for each address shall not limit the fleet. */
  InetSocketAddress local() {
    try {
      byte[] address = {
        127, 1, (byte) (number / HOSTS_PER_NET), (byte) (number % HOSTS_PER_NET + 1)
      };
      return new InetSocketAddress(InetAddress.getByAddress(address), 0);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
