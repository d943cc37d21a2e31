package org.wardgate.mud.file;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.policy.FlowRule.Family;

/** Addresses as people write them. Never asks a resolver. */
public final class AddressLiteral {
  private AddressLiteral() {}

  /** An address; empty for anything else, IPv4-mapped IPv6 included. */
  public static Optional<InetAddress> parse(String text) {
    Family family = text.indexOf(':') >= 0 ? Family.IPV6 : Family.IPV4;
    Optional<byte[]> bytes = CidrParser.address(text, family);
    try {
      return bytes.isEmpty()
          ? Optional.empty()
          : Optional.of(InetAddress.getByAddress(bytes.get()));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are an address", e);
    }
  }

  /** The range of this one address. */
  public static Cidr range(InetAddress address) {
    Bytes bytes = Bytes.of(address.getAddress());
    Family family = address instanceof Inet4Address ? Family.IPV4 : Family.IPV6;
    return new Cidr(family, bytes, bytes.length() * 8);
  }
}
