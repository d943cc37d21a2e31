package org.wardgate.api.policy;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wardgate.api.error.RefusedException;

/**
 * A packet as people write it. Pure; never asks a resolver.
 *
 * <p>{@code DIRECTION,PROTOCOL,REMOTE[,OWN][,BEGUN]}, without spaces:
 *
 * <ul>
 *   <li>DIRECTION: {@code from-device} or {@code to-device}
 *   <li>PROTOCOL: {@code tcp}, {@code udp}, {@code icmp} (ICMPv6 with an IPv6 address), or 0 to 255
 *   <li>REMOTE: the far end's address; with TCP and UDP also {@code :port}, an IPv6 address then in
 *       brackets
 *   <li>OWN: the device's own port with TCP and UDP, 0 if left out; {@code type/code} with ICMP,
 *       never left out
 *   <li>BEGUN: {@code begun-by-device} or {@code begun-by-remote}; if left out it is not known who
 *       began the conversation
 * </ul>
 */
public final class FlowText {
  /** Longest text read, in characters. */
  public static final int LENGTH_MAX_CHARS = 128;

  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ICMP = 1;
  private static final int ICMPV6 = 58;
  private static final int FIELDS_MAX_COUNT = 5;

  private static final String PORT = "[0-9]{1,5}";
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final String IPV4 = OCTET + "(?:\\." + OCTET + "){3}";
  private static final String IPV6 = "[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]{1,44}";
  private static final Pattern BARE = Pattern.compile("(" + IPV4 + "|" + IPV6 + ")");
  private static final Pattern WITH_PORT =
      Pattern.compile("(?:(" + IPV4 + ")|\\[(" + IPV6 + ")]):(" + PORT + ")");
  private static final Pattern MESSAGE = Pattern.compile("([0-9]{1,3})/([0-9]{1,3})");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

  private FlowText() {}

  /**
   * Reads a packet.
   *
   * @throws RefusedException {@link PolicyErrors#BAD_PACKET}
   */
  public static Flow parse(String text) throws RefusedException {
    if (text.length() > LENGTH_MAX_CHARS) {
      throw refused("more than " + LENGTH_MAX_CHARS + " characters");
    }
    List<String> fields = new ArrayList<>(List.of(text.split(",", -1)));
    Optional<Boolean> begun = begun(fields);
    if (fields.size() < 3 || fields.size() >= FIELDS_MAX_COUNT) {
      throw refused("DIRECTION,PROTOCOL,REMOTE[,OWN][,BEGUN] is needed");
    }
    boolean sent = sent(fields.get(0));
    Optional<String> own = fields.size() == 4 ? Optional.of(fields.get(3)) : Optional.empty();
    return switch (fields.get(1)) {
      case "tcp", "6" -> withPorts(sent, TCP, fields.get(2), own, begun);
      case "udp", "17" -> withPorts(sent, UDP, fields.get(2), own, begun);
      case "icmp" -> message(sent, bare(fields.get(2)), own, begun);
      default -> numbered(sent, fields.get(1), bare(fields.get(2)), own, begun);
    };
  }

  private static Optional<Boolean> begun(List<String> fields) {
    String last = fields.get(fields.size() - 1);
    if (!last.equals("begun-by-device") && !last.equals("begun-by-remote")) {
      return Optional.empty();
    }
    fields.remove(fields.size() - 1);
    return Optional.of(last.equals("begun-by-device"));
  }

  private static boolean sent(String direction) throws RefusedException {
    return switch (direction) {
      case "from-device" -> true;
      case "to-device" -> false;
      default -> throw refused("the direction is from-device or to-device");
    };
  }

  private static Flow withPorts(
      boolean sent, int protocol, String remote, Optional<String> own, Optional<Boolean> begun)
      throws RefusedException {
    Matcher parts = WITH_PORT.matcher(remote);
    if (!parts.matches()) {
      throw refused("the far end is address:port, an IPv6 address in brackets");
    }
    InetAddress address = address(parts.group(1) == null ? parts.group(2) : parts.group(1));
    int remotePort = number(parts.group(3), 65_535, "port");
    int devicePort = own.isPresent() ? port(own.get()) : 0;
    return new Flow(sent, protocol, address, devicePort, remotePort, Optional.empty(), begun);
  }

  private static int port(String text) throws RefusedException {
    if (!text.matches(PORT)) {
      throw refused("the device's port is 0 to 65535");
    }
    return number(text, 65_535, "port");
  }

  private static Flow message(
      boolean sent, InetAddress remote, Optional<String> own, Optional<Boolean> begun)
      throws RefusedException {
    Matcher parts = MESSAGE.matcher(own.orElse(""));
    if (!parts.matches()) {
      throw refused("ICMP needs type/code");
    }
    IcmpMessage message =
        new IcmpMessage(
            OptionalInt.of(number(parts.group(1), 255, "type")),
            OptionalInt.of(number(parts.group(2), 255, "code")));
    return new Flow(sent, icmpOf(remote), remote, 0, 0, Optional.of(message), begun);
  }

  private static Flow numbered(
      boolean sent, String protocol, InetAddress remote, Optional<String> own, Optional<Boolean> b)
      throws RefusedException {
    if (!NUMBER.matcher(protocol).matches()) {
      throw refused("the protocol is tcp, udp, icmp or a number");
    }
    int number = number(protocol, 255, "protocol");
    if (number == icmpOf(remote)) {
      return message(sent, remote, own, b);
    }
    if (own.isPresent()) {
      throw refused("only TCP, UDP and ICMP have a fourth field");
    }
    return new Flow(sent, number, remote, 0, 0, Optional.empty(), b);
  }

  private static int icmpOf(InetAddress remote) {
    return remote instanceof Inet4Address ? ICMP : ICMPV6;
  }

  private static InetAddress bare(String text) throws RefusedException {
    if (!BARE.matcher(text).matches()) {
      throw refused("the far end is an address; only TCP and UDP have ports");
    }
    return address(text);
  }

  /** An IPv4-mapped address is neither: no packet on the wire carries one. */
  private static InetAddress address(String literal) throws RefusedException {
    try {
      InetAddress address = InetAddress.getByName(literal);
      if (literal.contains(":") == address instanceof Inet6Address) {
        return address;
      }
    } catch (UnknownHostException e) {
      throw new RefusedException(PolicyErrors.BAD_PACKET, "not an address: " + literal, e);
    }
    throw refused("not an address: " + literal);
  }

  private static int number(String digits, int max, String what) throws RefusedException {
    int value = Integer.parseInt(digits);
    if (value > max) {
      throw refused("a " + what + " is 0 to " + max);
    }
    return value;
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(PolicyErrors.BAD_PACKET, detail);
  }
}
