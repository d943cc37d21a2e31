package org.wardgate.enforcement.nft;

import java.io.IOException;
import java.net.InetAddress;

/** Interface addresses to networks, as {@code ip} prints them. */
final class Cidrs {
  private Cidrs() {}

  /**
   * The network of an interface address, {@code 10.77.0.1/24} to {@code 10.77.0.0/24}; the prefix
   * length of a single host is left out, as {@code ip rule} does.
   *
   * @throws IOException if it is not an address with a prefix length
   */
  static String network(String addressWithLength) throws IOException {
    int slash = addressWithLength.indexOf('/');
    String literal = slash < 0 ? addressWithLength : addressWithLength.substring(0, slash);
    if (!literal.matches("[0-9a-fA-F:.]+")) {
      throw new IOException("not an address: " + addressWithLength);
    }
    byte[] address = InetAddress.getByName(literal).getAddress();
    int hostBits = address.length * 8;
    int prefixBits = slash < 0 ? hostBits : parse(addressWithLength.substring(slash + 1), hostBits);
    for (int bit = prefixBits; bit < hostBits; bit++) {
      address[bit / 8] &= (byte) ~(0x80 >> bit % 8);
    }
    String network = text(address);
    return prefixBits == hostBits ? network : network + "/" + prefixBits;
  }

  private static int parse(String length, int max) throws IOException {
    if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > max) {
      throw new IOException("not a prefix length: " + length);
    }
    return Integer.parseInt(length);
  }

  /** RFC 5952 form for IPv6: the longest run of zero groups shortened. */
  private static String text(byte[] address) throws IOException {
    if (address.length == 4) {
      return InetAddress.getByAddress(address).getHostAddress();
    }
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (address[2 * i] & 0xff) << 8 | (address[2 * i + 1] & 0xff);
    }
    int start = -1;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
      } else {
        text.append(text.length() == 0 || text.toString().endsWith(":") ? "" : ":");
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
