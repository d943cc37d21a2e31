package org.wardgate.inventory;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Address prefixes in text. Never asks the DNS. */
final class AddressPrefix {
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-f:]{2,39}");
  private static final Pattern LENGTH = Pattern.compile("0|[1-9]\\d{0,2}");

  private AddressPrefix() {}

  /** Whether a text is meant as an address or prefix rather than a name. */
  static boolean looksLikeOne(String text) {
    return text.indexOf(':') >= 0 || text.indexOf('/') >= 0 || text.matches("[0-9.]+");
  }

  /**
   * The canonical form (RFC 5952 for IPv6), host bits zero; an address without length is a single
   * host.
   *
   * @return empty if it is no prefix, or has host bits
   */
  static Optional<String> canonical(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (!IPV4.matcher(address).matches()
        && !(IPV6.matcher(address).matches() && address.indexOf(':') >= 0)) {
      return Optional.empty();
    }
    try {
      // The pattern admits literals only, so that nothing is resolved.
      InetAddress literal = InetAddress.getByName(address);
      byte[] bits = literal.getAddress();
      if (bits.length == 4 && address.indexOf(':') >= 0) {
        // IPv4-mapped IPv6: filters disagree about which family its packets have.
        return Optional.empty();
      }
      String length = slash < 0 ? String.valueOf(bits.length * 8) : text.substring(slash + 1);
      if (!LENGTH.matcher(length).matches()) {
        return Optional.empty();
      }
      int lengthBits = Integer.parseInt(length);
      return lengthBits <= bits.length * 8 && hostBitsZero(bits, lengthBits)
          ? Optional.of(text(literal) + "/" + lengthBits)
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static String text(InetAddress literal) {
    List<String> groups = List.of(literal.getHostAddress().split(":"));
    int start = 0;
    int length = 1;
    for (int i = 0; i < groups.size(); i++) {
      int end = i;
      while (end < groups.size() && groups.get(end).equals("0")) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    // RFC 5952 §4.2: the first longest run of two or more zero groups becomes "::"
    return length < 2
        ? String.join(":", groups)
        : String.join(":", groups.subList(0, start))
            + "::"
            + String.join(":", groups.subList(start + length, groups.size()));
  }

  private static boolean hostBitsZero(byte[] bits, int lengthBits) {
    for (int bit = lengthBits; bit < bits.length * 8; bit++) {
      if ((bits[bit / 8] >> (7 - bit % 8) & 1) != 0) {
        return false;
      }
    }
    return true;
  }
}
