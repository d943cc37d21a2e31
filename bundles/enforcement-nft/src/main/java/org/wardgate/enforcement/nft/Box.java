package org.wardgate.enforcement.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.IcmpMessage;
import org.wardgate.api.policy.PortRange;

/**
 * What one set element covers: a box in four dimensions. The kernel refuses two overlapping
 * elements in one set, see {@link Layers}. ICMP has no ports: type and code, as type * 256 + code,
 * are where TCP has the sender's port, and nothing is asked of the other one.
 *
 * @param protocolFirst IP protocol number
 * @param protocolLast IP protocol number
 * @param devicePorts the device's own ports
 * @param remotePorts the far end's ports
 * @param remote the far end's addresses
 */
record Box(
    int protocolFirst,
    int protocolLast,
    PortRange devicePorts,
    PortRange remotePorts,
    AddressRange remote) {
  private static final int ICMP = 1;
  private static final int ICMPV6 = 58;
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

  /**
   * What a rule covers, whatever the far end's address.
   *
   * @param sent whether it is about packets the device sends
   */
  static List<Box> of(FlowRule rule, boolean sent) {
    AddressRange all = AddressRange.all(rule.family());
    PortRange any = PortRange.ANY;
    return switch (rule.protocol()) {
      case ANY -> List.of(new Box(0, 255, any, any, all));
      case TCP -> List.of(new Box(6, 6, rule.devicePorts(), rule.remotePorts(), all));
      case UDP -> List.of(new Box(17, 17, rule.devicePorts(), rule.remotePorts(), all));
      case ICMP -> icmp(rule, sent);
      case NUMBERED -> {
        int number = rule.protocolNumber().orElseThrow();
        yield List.of(new Box(number, number, any, any, all));
      }
    };
  }

  private static List<Box> icmp(FlowRule rule, boolean sent) {
    int protocol = rule.family() == Family.IPV4 ? ICMP : ICMPV6;
    AddressRange all = AddressRange.all(rule.family());
    List<Box> boxes = new ArrayList<>();
    for (PortRange messages : messages(rule.icmp())) {
      PortRange device = sent ? messages : PortRange.ANY;
      PortRange remote = sent ? PortRange.ANY : messages;
      boxes.add(new Box(protocol, protocol, device, remote, all));
    }
    return boxes;
  }

  private static List<PortRange> messages(Optional<IcmpMessage> icmp) {
    OptionalInt type = icmp.map(IcmpMessage::type).orElse(OptionalInt.empty());
    OptionalInt code = icmp.map(IcmpMessage::code).orElse(OptionalInt.empty());
    if (type.isPresent()) {
      int first = type.getAsInt() * 256;
      return List.of(
          code.isPresent()
              ? PortRange.of(first + code.getAsInt())
              : new PortRange(first, first + 255));
    }
    if (code.isEmpty()) {
      return List.of(PortRange.ANY);
    }
    List<PortRange> messages = new ArrayList<>();
    for (int any = 0; any < 256; any++) {
      messages.add(PortRange.of(any * 256 + code.getAsInt()));
    }
    return messages;
  }

  /** Reads an element's key as nft prints it; empty if it is none of ours. */
  static Optional<Box> ofListing(String key) {
    String[] parts = key.split(" \\. ", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    Optional<PortRange> protocol = numbers(parts[0]);
    Optional<PortRange> device = numbers(parts[1]);
    Optional<PortRange> remote = numbers(parts[2]);
    Optional<AddressRange> addresses = AddressRange.ofListing(parts[3]);
    if (protocol.isEmpty() || device.isEmpty() || remote.isEmpty() || addresses.isEmpty()) {
      return Optional.empty();
    }
    PortRange number = protocol.get();
    return Optional.of(
        new Box(number.first(), number.last(), device.get(), remote.get(), addresses.get()));
  }

  private static Optional<PortRange> numbers(String text) {
    Matcher matcher = NUMBERS.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int first = Integer.parseInt(matcher.group(1));
    int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
    return first <= last && last <= 65_535
        ? Optional.of(new PortRange(first, last))
        : Optional.empty();
  }

  boolean overlaps(Box other) {
    return protocolFirst <= other.protocolLast
        && other.protocolFirst <= protocolLast
        && overlap(devicePorts, other.devicePorts)
        && overlap(remotePorts, other.remotePorts)
        && remote.overlaps(other.remote);
  }

  boolean contains(Box other) {
    return protocolFirst <= other.protocolFirst
        && other.protocolLast <= protocolLast
        && covers(devicePorts, other.devicePorts)
        && covers(remotePorts, other.remotePorts)
        && remote.contains(other.remote);
  }

  Box withRemote(AddressRange range) {
    return new Box(protocolFirst, protocolLast, devicePorts, remotePorts, range);
  }

  Box withRemotePorts(PortRange ports) {
    return new Box(protocolFirst, protocolLast, devicePorts, ports, remote);
  }

  Box withDevicePorts(PortRange ports) {
    return new Box(protocolFirst, protocolLast, ports, remotePorts, remote);
  }

  /** How much it covers, for sorting. */
  double volume() {
    return (protocolLast - protocolFirst + 1.0)
        * (devicePorts.last() - devicePorts.first() + 1.0)
        * (remotePorts.last() - remotePorts.first() + 1.0)
        * remote.size();
  }

  /** As a set element. */
  String text() {
    return write(new StringBuilder(64)).toString();
  }

  StringBuilder write(StringBuilder text) {
    write(protocolFirst, protocolLast, text).append(" . ");
    write(devicePorts.first(), devicePorts.last(), text).append(" . ");
    write(remotePorts.first(), remotePorts.last(), text).append(" . ");
    return remote.write(text);
  }

  private static StringBuilder write(int first, int last, StringBuilder text) {
    text.append(first);
    return first == last ? text : text.append('-').append(last);
  }

  private static boolean overlap(PortRange a, PortRange b) {
    return a.first() <= b.last() && b.first() <= a.last();
  }

  private static boolean covers(PortRange a, PortRange b) {
    return a.first() <= b.first() && b.last() <= a.last();
  }
}
