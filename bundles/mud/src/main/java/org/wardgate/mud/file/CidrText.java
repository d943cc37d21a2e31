package org.wardgate.mud.file;

import org.wardgate.api.Bytes;
import org.wardgate.api.policy.FlowRule.Family;

/** Reads back what {@link Cidr#toString} wrote. */
public final class CidrText {
  private CidrText() {}

  /**
   * A range.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Cidr read(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("no prefix length: " + text);
    }
    Family family = text.indexOf(':') >= 0 ? Family.IPV6 : Family.IPV4;
    byte[] address =
        CidrParser.address(text.substring(0, slash), family)
            .orElseThrow(() -> new IllegalArgumentException("no address: " + text));
    int length = Integer.parseInt(text.substring(slash + 1));
    if (length < 0 || length > 8 * address.length) {
      throw new IllegalArgumentException("no prefix length: " + text);
    }
    Bytes network = CidrParser.cleared(address, length);
    if (!network.equals(Bytes.of(address))) {
      throw new IllegalArgumentException("host bits: " + text);
    }
    return new Cidr(family, network, length);
  }
}
