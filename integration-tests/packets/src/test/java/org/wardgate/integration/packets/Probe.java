package org.wardgate.integration.packets;

/**
 * One packet, or one connection, and what shall become of it.
 *
 * @param passes whether it arrives (and is answered, if it is UDP or TCP)
 * @param protocol {@code udp}, {@code tcp}, {@code icmp} or {@code ipN}
 * @param from who sends
 * @param fromPort its port, 0 for any; with ICMP the type
 * @param to who is sent to
 * @param toPort its port; with ICMP the code
 */
record Probe(boolean passes, String protocol, Spot from, int fromPort, Spot to, int toPort) {
  static Probe pass(String protocol, Spot from, int fromPort, Spot to, int toPort) {
    return new Probe(true, protocol, from, fromPort, to, toPort);
  }

  static Probe drop(String protocol, Spot from, int fromPort, Spot to, int toPort) {
    return new Probe(false, protocol, from, fromPort, to, toPort);
  }

  /** As the traffic program reads it. */
  String line() {
    return String.join(
        " ",
        passes ? "pass" : "drop",
        protocol,
        from.namespace(),
        from.address(),
        Integer.toString(fromPort),
        to.namespace(),
        to.address(),
        Integer.toString(toPort));
  }

  /** An address in a namespace. */
  record Spot(String namespace, String address) {}
}
