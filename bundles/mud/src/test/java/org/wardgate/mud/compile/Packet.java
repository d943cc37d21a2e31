package org.wardgate.mud.compile;

import java.util.List;
import java.util.Random;

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
    String opener,
    int dscp) {
  static final List<Integer> PORTS = List.of(0, 1, 79, 80, 81, 443, 65_534, 65_535);

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
        pick(random, List.of(6, 6, 6, 17, 17, ipv6 ? 58 : 1, 2, 47)),
        pick(random, PORTS),
        pick(random, PORTS),
        pick(random, List.of(0, 8)),
        random.nextBoolean() ? "from-device" : "to-device",
        pick(random, List.of(0, 0, 1)));
  }

  static <T> T pick(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
