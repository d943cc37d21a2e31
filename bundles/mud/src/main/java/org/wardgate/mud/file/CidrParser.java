package org.wardgate.mud.file;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.mud.json.Node;
import org.wardgate.mud.json.Refusal;
import org.wardgate.mud.report.Findings;

/** Reads address prefixes as RFC 6991 writes them. Never resolves a name. */
final class CidrParser {
  private static final int TEXT_MAX_CHARS = 64;
  private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,2}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

  private CidrParser() {}

  /**
   * Reads {@code address/length}. Host bits are cleared (RFC 6991), a missing length means one
   * address; both with a note.
   */
  static Cidr parse(Node node, Family family, Findings findings) throws Refusal {
    String text = node.text();
    if (text.length() > TEXT_MAX_CHARS) {
      throw node.bad("not an address prefix: too long");
    }
    int slash = text.indexOf('/');
    String addressText = slash < 0 ? text : text.substring(0, slash);
    byte[] address =
        address(addressText, family)
            .orElseThrow(() -> node.bad("not an " + family + " prefix: " + text));
    int length = address.length * 8;
    if (slash >= 0) {
      length = length(node, text.substring(slash + 1), length);
    }
    Bytes network = cleared(address, length);
    if (slash < 0 || !network.equals(Bytes.of(address))) {
      findings.note(
          MudErrors.NOT_CANONICAL,
          node.place(),
          text + " read as " + new Cidr(family, network, length));
    }
    return new Cidr(family, network, length);
  }

  /** An address literal of a family; empty for anything else, IPv4-mapped IPv6 included. */
  static Optional<byte[]> address(String text, Family family) {
    return family == Family.IPV4 ? ipv4(text) : ipv6(text);
  }

  private static Optional<byte[]> ipv4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    byte[] address = new byte[4];
    for (int i = 0; i < 4; i++) {
      // No leading zeros: some programs read them as octal.
      if (!DECIMAL.matcher(parts[i]).matches() || Integer.parseInt(parts[i]) > 255) {
        return Optional.empty();
      }
      address[i] = (byte) Integer.parseInt(parts[i]);
    }
    return Optional.of(address);
  }

  private static Optional<byte[]> ipv6(String text) {
    if (text.indexOf(':') < 0 || !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      // With a colon this is parsed as a literal and never looked up. An IPv4-mapped address comes
      // back as IPv4 and is refused: filters disagree about which family its packets have.
      return InetAddress.getByName(text) instanceof Inet6Address ipv6
          ? Optional.of(ipv6.getAddress())
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static int length(Node node, String text, int max) throws Refusal {
    if (!DECIMAL.matcher(text).matches() || Integer.parseInt(text) > max) {
      throw node.bad("prefix length must be 0 to " + max);
    }
    return Integer.parseInt(text);
  }

  static Bytes cleared(byte[] address, int lengthBits) {
    byte[] network = address.clone();
    for (int i = 0; i < network.length; i++) {
      int bits = Math.min(8, Math.max(0, lengthBits - 8 * i));
      network[i] &= (byte) (0xff << (8 - bits));
    }
    return Bytes.of(network);
  }
}
