package org.wardgate.names;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Addresses that the name of a public service has no business to resolve to. An IPv6 address that
 * carries an IPv4 address is judged by that one too.
 */
final class SpecialAddresses {
  // RFC 6890 and its successors; documentation networks are harmless and left out
  private static final List<Range> IPV4 =
      List.of(
          Range.of("0.0.0.0", 8),
          Range.of("10.0.0.0", 8),
          Range.of("100.64.0.0", 10),
          Range.of("127.0.0.0", 8),
          Range.of("169.254.0.0", 16),
          Range.of("172.16.0.0", 12),
          Range.of("192.0.0.0", 24),
          Range.of("192.168.0.0", 16),
          Range.of("198.18.0.0", 15),
          Range.of("224.0.0.0", 3));

  /** RFC 4291 §2.4: everything else is no global unicast address. */
  private static final Range IPV6_GLOBAL = Range.of("2000::", 3);

  private static final List<Range> IPV6 =
      List.of(
          Range.of("2001::", 32), // Teredo hides an IPv4 address
          Range.of("2001:2::", 48), // benchmarking
          Range.of("2001:10::", 28), // ORCHID
          Range.of("2001:20::", 28));

  /** RFC 6052 §2.1: NAT64, with the IPv4 address at the end. */
  private static final Range NAT64 = Range.of("64:ff9b::", 96);

  /** RFC 3056 §2: 6to4, with the IPv4 address after two bytes. */
  private static final Range SIX_TO_FOUR = Range.of("2002::", 16);

  private static final class Range {
    private final byte[] start;
    private final int prefixBits;

    private Range(byte[] start, int prefixBits) {
      this.start = start;
      this.prefixBits = prefixBits;
    }

    /** Only literals: nothing is looked up. */
    static Range of(String literal, int prefixBits) {
      try {
        return new Range(InetAddress.getByName(literal).getAddress(), prefixBits);
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(literal, e);
      }
    }

    boolean contains(byte[] address) {
      int whole = prefixBits / 8;
      int mask = 0xff << (8 - prefixBits % 8) & 0xff;
      return Arrays.equals(start, 0, whole, address, 0, whole)
          && (prefixBits % 8 == 0 || ((start[whole] ^ address[whole]) & mask) == 0);
    }
  }

  private SpecialAddresses() {}

  static boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return ipv4(bytes);
    }
    if (!(address instanceof Inet6Address)) {
      return true;
    }
    if (NAT64.contains(bytes)) {
      return ipv4(Arrays.copyOfRange(bytes, 12, 16));
    }
    if (SIX_TO_FOUR.contains(bytes)) {
      return ipv4(Arrays.copyOfRange(bytes, 2, 6));
    }
    return !IPV6_GLOBAL.contains(bytes) || IPV6.stream().anyMatch(range -> range.contains(bytes));
  }

  private static boolean ipv4(byte[] bytes) {
    return IPV4.stream().anyMatch(range -> range.contains(bytes));
  }
}
