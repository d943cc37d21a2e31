package org.wardgate.mud.file;

import java.util.Locale;

/**
 * A match on a hardware address (RFC 8519 eth).
 *
 * @param address 48 bits
 * @param mask 48 bits; those that are set are compared
 */
public record HardwareMatch(long address, long mask) {
  /** All 48 bits. */
  public static final long EXACT = 0xffff_ffff_ffffL;

  private static final int BITS = 48;
  // IEEE 802: the lowest bit of the first octet
  private static final long GROUP_BIT = 0x0100_0000_0000L;

  /** Whether it is about one address. */
  public boolean exact() {
    return mask == EXACT;
  }

  /** Whether every address matches. */
  public boolean everything() {
    return mask == 0;
  }

  /** Whether only multicast and broadcast addresses match. */
  public boolean group() {
    return (address & mask & GROUP_BIT) != 0;
  }

  /** The address, six lower-case hexadecimal pairs with colons. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (int shift = BITS - 8; shift >= 0; shift -= 8) {
      text.append(text.isEmpty() ? "" : ":")
          .append(String.format(Locale.ROOT, "%02x", address >> shift & 0xff));
    }
    return text.toString();
  }
}
