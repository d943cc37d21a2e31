package org.wardgate.enforcement.nft;

import java.net.Inet4Address;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An inclusive range of IPv4 addresses.
 *
 * @param first as an unsigned number, 0 to 4294967295
 * @param last {@code first} to 4294967295
 */
public record AddressRange(long first, long last) {
  /** Every IPv4 address. */
  public static final AddressRange ALL = new AddressRange(0, 0xffff_ffffL);

  private static final Pattern CIDR =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
  private static final int PREFIX_MAX_BITS = 32;

  /**
   * @throws IllegalArgumentException if out of range
   */
  public AddressRange {
    if (first < 0 || last > 0xffff_ffffL || first > last) {
      throw new IllegalArgumentException("IPv4 addresses in order wanted");
    }
  }

  /** One address. */
  public static AddressRange of(Inet4Address address) {
    long number = number(address);
    return new AddressRange(number, number);
  }

  /**
   * Reads {@code a.b.c.d/n}; host bits are ignored.
   *
   * @return empty if it has another form, IPv6 included
   */
  public static Optional<AddressRange> ofCidr(String cidr) {
    Matcher matcher = CIDR.matcher(cidr);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long address = 0;
    for (int i = 1; i <= 4; i++) {
      int octet = Integer.parseInt(matcher.group(i));
      if (octet > 255) {
        return Optional.empty();
      }
      address = address << 8 | octet;
    }
    int prefixBits = Integer.parseInt(matcher.group(5));
    if (prefixBits > PREFIX_MAX_BITS) {
      return Optional.empty();
    }
    long hostMask = (1L << (PREFIX_MAX_BITS - prefixBits)) - 1;
    return Optional.of(new AddressRange(address & ~hostMask, address | hostMask));
  }

  static long number(Inet4Address address) {
    long number = 0;
    for (byte octet : address.getAddress()) {
      number = number << 8 | (octet & 0xff);
    }
    return number;
  }

  static String dotted(long number) {
    return (number >> 24 & 0xff)
        + "."
        + (number >> 16 & 0xff)
        + "."
        + (number >> 8 & 0xff)
        + "."
        + (number & 0xff);
  }

  boolean contains(long address) {
    return first <= address && address <= last;
  }

  /** As nft reads it: one address, or {@code first-last}. */
  String text() {
    return first == last ? dotted(first) : dotted(first) + "-" + dotted(last);
  }
}
