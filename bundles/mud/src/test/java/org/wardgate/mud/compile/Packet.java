package org.wardgate.mud.compile;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.wardgate.api.policy.Flow;
import org.wardgate.api.policy.IcmpMessage;

/**
 * A packet on the wire, as far as MUD files can tell packets apart.
 *
 * @param fromDevice whether the device sent it
 * @param ipv6 its family
 * @param source who sent it
 * @param destination to whom
 * @param protocol IP protocol number
 * @param sourcePort for TCP and UDP
 * @param destinationPort for TCP and UDP
 * @param icmpType for ICMP
 * @param icmpCode for ICMP
 * @param opener {@code from-device} or {@code to-device}, for TCP
 * @param dscp of the IP header
 */
record Packet(
    boolean fromDevice,
    boolean ipv6,
    Host source,
    Host destination,
    int protocol,
    int sourcePort,
    int destinationPort,
    int icmpType,
    int icmpCode,
    String opener,
    int dscp) {
  static final List<Integer> PORTS = List.of(0, 1, 79, 80, 81, 443, 65_534, 65_535);

  static final List<Integer> TYPES = List.of(0, 8, 128);
  static final List<Integer> CODES = List.of(0, 1);
  static final List<Integer> PROTOCOLS = List.of(1, 2, 6, 17, 47, 58);

  /** As policies see it. */
  Flow flow() {
    boolean icmp = protocol == (ipv6 ? 58 : 1);
    boolean ports = protocol == 6 || protocol == 17;
    return new Flow(
        fromDevice,
        protocol,
        address(),
        ports ? (fromDevice ? sourcePort : destinationPort) : 0,
        ports ? (fromDevice ? destinationPort : sourcePort) : 0,
        icmp
            ? Optional.of(new IcmpMessage(OptionalInt.of(icmpType), OptionalInt.of(icmpCode)))
            : Optional.empty(),
        Optional.of(opener.equals("from-device")));
  }

  private InetAddress address() {
    try {
      return InetAddress.getByName(far().address());
    } catch (UnknownHostException e) {
      throw new AssertionError("a literal", e);
    }
  }

  /** The end that is not the device. */
  Host far() {
    return fromDevice ? destination : source;
  }

  static Packet random(Random random) {
    boolean ipv6 = random.nextBoolean();
    boolean fromDevice = random.nextBoolean();
    Host device = Host.device(ipv6);
    Host far = pick(random, Host.others(ipv6));
    return new Packet(
        fromDevice,
        ipv6,
        fromDevice ? device : far,
        fromDevice ? far : device,
        random.nextInt(3) > 0 ? pick(random, PROTOCOLS) : pick(random, List.of(6, ipv6 ? 58 : 1)),
        pick(random, PORTS),
        pick(random, PORTS),
        pick(random, TYPES),
        pick(random, CODES),
        random.nextBoolean() ? "from-device" : "to-device",
        pick(random, List.of(0, 0, 1)));
  }

  static <T> T pick(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
