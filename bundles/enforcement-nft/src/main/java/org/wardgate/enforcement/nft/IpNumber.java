package org.wardgate.enforcement.nft;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * An IP address as an unsigned number; IPv4 addresses are 0 to 4294967295.
 *
 * @param high upper 64 bits, 0 with IPv4
 * @param low lower 64 bits
 */
public record IpNumber(long high, long low) implements Comparable<IpNumber> {
  static final IpNumber ZERO = new IpNumber(0, 0);
  static final IpNumber IPV4_LAST = new IpNumber(0, 0xffff_ffffL);
  static final IpNumber IPV6_LAST = new IpNumber(-1, -1);

  private static final double TWO_TO_64 = 0x1p64;

  static IpNumber of(InetAddress address) {
    byte[] octets = address.getAddress();
    return address instanceof Inet4Address
        ? new IpNumber(0, number(octets, 0, 4))
        : new IpNumber(number(octets, 0, 8), number(octets, 8, 16));
  }

  private static long number(byte[] octets, int start, int end) {
    long number = 0;
    for (int i = start; i < end; i++) {
      number = number << 8 | (octets[i] & 0xff);
    }
    return number;
  }

  IpNumber or(IpNumber other) {
    return new IpNumber(high | other.high, low | other.low);
  }

  IpNumber without(IpNumber bits) {
    return new IpNumber(high & ~bits.high, low & ~bits.low);
  }

  /** A number whose lowest bits are ones. */
  static IpNumber ones(int bits) {
    return new IpNumber(
        bits <= 64 ? 0 : bits == 128 ? -1 : (1L << (bits - 64)) - 1,
        bits >= 64 ? -1 : (1L << bits) - 1);
  }

  /** The next one; the last is followed by zero. */
  IpNumber next() {
    return new IpNumber(low == -1 ? high + 1 : high, low + 1);
  }

  /** About how much it is. */
  double approximately() {
    return unsigned(high) * TWO_TO_64 + unsigned(low);
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : bits + TWO_TO_64;
  }

  @Override
  public int compareTo(IpNumber other) {
    int upper = Long.compareUnsigned(high, other.high);
    return upper != 0 ? upper : Long.compareUnsigned(low, other.low);
  }

  static IpNumber min(IpNumber a, IpNumber b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  static IpNumber max(IpNumber a, IpNumber b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  /** As nft reads an IPv4 address. */
  StringBuilder dotted(StringBuilder text) {
    return text.append(low >> 24 & 0xff)
        .append('.')
        .append(low >> 16 & 0xff)
        .append('.')
        .append(low >> 8 & 0xff)
        .append('.')
        .append(low & 0xff);
  }

  /** As nft reads an IPv6 address. */
  StringBuilder colons(StringBuilder text) {
    for (int shift = 48; shift >= 0; shift -= 16) {
      text.append(Long.toHexString(high >>> shift & 0xffff)).append(':');
    }
    for (int shift = 48; shift >= 0; shift -= 16) {
      text.append(Long.toHexString(low >>> shift & 0xffff)).append(shift > 0 ? ":" : "");
    }
    return text;
  }

  /** As nft reads a number of 128 bits. */
  StringBuilder hexadecimal(StringBuilder text) {
    return text.append("0x").append(padded(high)).append(padded(low));
  }

  private static String padded(long bits) {
    String digits = Long.toHexString(bits);
    return "0".repeat(16 - digits.length()) + digits;
  }
}
