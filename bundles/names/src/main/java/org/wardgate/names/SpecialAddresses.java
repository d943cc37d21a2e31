package org.wardgate.names;

import java.net.Inet4Address;
import java.util.List;

/** IPv4 addresses that the name of a public service has no business to resolve to. */
final class SpecialAddresses {
  // RFC 6890 and its successors; documentation networks are harmless and left out
  private static final List<Range> RANGES =
      List.of(
          new Range("0.0.0.0", 0x00000000, 8),
          new Range("10.0.0.0", 0x0a000000, 8),
          new Range("100.64.0.0", 0x64400000, 10),
          new Range("127.0.0.0", 0x7f000000, 8),
          new Range("169.254.0.0", 0xa9fe0000, 16),
          new Range("172.16.0.0", 0xac100000, 12),
          new Range("192.0.0.0", 0xc0000000, 24),
          new Range("192.168.0.0", 0xc0a80000, 16),
          new Range("198.18.0.0", 0xc6120000, 15),
          new Range("224.0.0.0", 0xe0000000, 3));

  private record Range(String name, int start, int prefixBits) {
    boolean contains(int address) {
      return (address ^ start) >>> (32 - prefixBits) == 0;
    }
  }

  private SpecialAddresses() {}

  static boolean contains(Inet4Address address) {
    int number = 0;
    for (byte octet : address.getAddress()) {
      number = number << 8 | (octet & 0xff);
    }
    int wanted = number;
    return RANGES.stream().anyMatch(range -> range.contains(wanted));
  }
}
