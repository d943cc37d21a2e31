package org.wardgate.ward.network;

import java.util.HexFormat;

/** Hardware addresses in messages. */
final class Macs {
  private static final HexFormat FORMAT = HexFormat.ofDelimiter(":");
  private static final int BYTES = 6;

  private Macs() {}

  /** Six lower-case pairs with colons. */
  static String text(byte[] bytes, int at) {
    return FORMAT.formatHex(bytes, at, at + BYTES);
  }

  /** Whether it can be a sender's: neither a group nor nothing. */
  static boolean unicast(byte[] bytes, int at) {
    boolean nothing = true;
    for (int i = at; i < at + BYTES; i++) {
      nothing &= bytes[i] == 0;
    }
    return !nothing && (bytes[at] & 1) == 0;
  }
}
