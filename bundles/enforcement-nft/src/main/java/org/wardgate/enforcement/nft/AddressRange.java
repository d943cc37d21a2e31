package org.wardgate.enforcement.nft;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wardgate.api.policy.FlowRule.Family;

/**
 * An inclusive range of addresses of one family.
 *
 * @param family IPv4 or IPv6
 * @param first lowest address
 * @param last {@code first} or higher
 */
public record AddressRange(Family family, IpNumber first, IpNumber last) {
  private static final AddressRange ALL4 =
      new AddressRange(Family.IPV4, IpNumber.ZERO, IpNumber.IPV4_LAST);
  private static final AddressRange ALL6 =
      new AddressRange(Family.IPV6, IpNumber.ZERO, IpNumber.IPV6_LAST);

  /** Only what no resolver is asked about: four octets, or something with a colon. */
  private static final Pattern LITERAL =
      Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}|(?=.*:)[0-9a-fA-F:.]{2,45}");

  private static final Pattern LENGTH = Pattern.compile("\\d{1,3}");

  /**
   * @throws IllegalArgumentException if out of range
   */
  public AddressRange {
    boolean within = family == Family.IPV6 || last.compareTo(IpNumber.IPV4_LAST) <= 0;
    if (!within || first.compareTo(last) > 0) {
      throw new IllegalArgumentException("addresses of one family in order wanted");
    }
  }

  /** Every address of a family. */
  public static AddressRange all(Family family) {
    return family == Family.IPV4 ? ALL4 : ALL6;
  }

  /** One address. */
  public static AddressRange of(InetAddress address) {
    IpNumber number = IpNumber.of(address);
    return new AddressRange(family(address), number, number);
  }

  static Family family(InetAddress address) {
    return address instanceof Inet4Address ? Family.IPV4 : Family.IPV6;
  }

  /**
   * Reads {@code a.b.c.d/n} and {@code x:y::z/n}; host bits are ignored.
   *
   * @return empty if it has another form, IPv4 addresses mapped into IPv6 included
   */
  public static Optional<AddressRange> ofCidr(String cidr) {
    int slash = cidr.indexOf('/');
    if (slash < 0 || !LENGTH.matcher(cidr.substring(slash + 1)).matches()) {
      return Optional.empty();
    }
    int prefixBits = Integer.parseInt(cidr.substring(slash + 1));
    return address(cidr.substring(0, slash)).flatMap(address -> prefix(address, prefixBits));
  }

  private static Optional<AddressRange> prefix(InetAddress address, int prefixBits) {
    int lengthBits = 8 * address.getAddress().length;
    if (prefixBits > lengthBits) {
      return Optional.empty();
    }
    IpNumber host = IpNumber.ones(lengthBits - prefixBits);
    IpNumber number = IpNumber.of(address);
    return Optional.of(new AddressRange(family(address), number.without(host), number.or(host)));
  }

  /** Reads what nft prints: an address, a prefix, or {@code first-last}. */
  static Optional<AddressRange> ofListing(String text) {
    if (text.indexOf('/') >= 0) {
      return ofCidr(text);
    }
    int dash = text.indexOf('-');
    if (dash < 0) {
      return address(text).map(AddressRange::of);
    }
    Optional<AddressRange> first = address(text.substring(0, dash)).map(AddressRange::of);
    Optional<AddressRange> last = address(text.substring(dash + 1)).map(AddressRange::of);
    if (first.isEmpty() || last.isEmpty() || first.get().family() != last.get().family()) {
      return Optional.empty();
    }
    return first.get().first().compareTo(last.get().last()) > 0
        ? Optional.empty()
        : Optional.of(
            new AddressRange(first.get().family(), first.get().first(), last.get().last()));
  }

  /** Reads an address without asking a resolver. */
  static Optional<InetAddress> address(String text) {
    if (!LITERAL.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.getByName(text);
      boolean mapped = text.indexOf(':') >= 0 && address instanceof Inet4Address;
      return mapped ? Optional.empty() : Optional.of(address);
    } catch (UnknownHostException e) {
      return Optional.empty(); // an octet above 255, a group too many
    }
  }

  boolean contains(InetAddress address) {
    IpNumber number = IpNumber.of(address);
    return family(address) == family && first.compareTo(number) <= 0 && number.compareTo(last) <= 0;
  }

  boolean contains(AddressRange other) {
    return first.compareTo(other.first) <= 0 && other.last.compareTo(last) <= 0;
  }

  boolean overlaps(AddressRange other) {
    return first.compareTo(other.last) <= 0 && other.first.compareTo(last) <= 0;
  }

  /** What is in both; of another family, nothing is. */
  Optional<AddressRange> intersection(AddressRange other) {
    if (family != other.family || !overlaps(other)) {
      return Optional.empty();
    }
    return Optional.of(
        new AddressRange(family, IpNumber.max(first, other.first), IpNumber.min(last, other.last)));
  }

  /** About how many addresses. */
  double size() {
    return last.approximately() - first.approximately() + 1;
  }

  /** As nft reads it: one address, or {@code first-last}. */
  String text() {
    return write(new StringBuilder(48)).toString();
  }

  StringBuilder write(StringBuilder text) {
    write(first, text);
    return first.equals(last) ? text : write(last, text.append('-'));
  }

  private StringBuilder write(IpNumber number, StringBuilder text) {
    return family == Family.IPV4 ? number.dotted(text) : number.colons(text);
  }
}
