package org.wardgate.api.policy;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One rule: an access list entry in the gateway's own terms.
 *
 * @param name which ACL and ACE it came from, {@code acl/ace}, for people; never used in rule text
 * @param action accept or deny
 * @param family IPv4 or IPv6
 * @param protocol the transport protocol
 * @param devicePorts the device's own ports; {@link PortRange#ANY} unless TCP or UDP
 * @param remotePorts the far end's ports; {@link PortRange#ANY} unless TCP or UDP
 * @param remote the far end
 * @param initiation who may begin the conversation
 * @param protocolNumber 0 to 255, present exactly with {@link Protocol#NUMBERED}
 * @param icmp which ICMP messages; present with {@link Protocol#ICMP} alone, absent means all
 */
public record FlowRule(
    String name,
    Action action,
    Family family,
    Protocol protocol,
    PortRange devicePorts,
    PortRange remotePorts,
    Remote remote,
    Initiation initiation,
    OptionalInt protocolNumber,
    Optional<IcmpMessage> icmp) {
  /**
   * @throws IllegalArgumentException if number or message do not belong to the protocol
   */
  public FlowRule {
    if (protocolNumber.isPresent() != (protocol == Protocol.NUMBERED)) {
      throw new IllegalArgumentException("a number belongs to a numbered protocol");
    }
    if (protocolNumber.isPresent()
        && (protocolNumber.getAsInt() < 0 || protocolNumber.getAsInt() > 255)) {
      throw new IllegalArgumentException("protocol numbers are 0 to 255");
    }
    if (icmp.isPresent() && protocol != Protocol.ICMP) {
      throw new IllegalArgumentException("a message belongs to ICMP");
    }
  }

  /** A rule without protocol number and without a particular ICMP message. */
  public FlowRule(
      String name,
      Action action,
      Family family,
      Protocol protocol,
      PortRange devicePorts,
      PortRange remotePorts,
      Remote remote,
      Initiation initiation) {
    this(
        name,
        action,
        family,
        protocol,
        devicePorts,
        remotePorts,
        remote,
        initiation,
        OptionalInt.empty(),
        Optional.empty());
  }

  /** What a matching packet meets. */
  public enum Action {
    /** It passes. */
    ACCEPT,
    /** It is dropped. */
    DENY
  }

  /** Address family. */
  public enum Family {
    /** IPv4. */
    IPV4,
    /** IPv6. */
    IPV6
  }

  /** Transport protocol. */
  public enum Protocol {
    /** Any. */
    ANY,
    /** TCP, protocol 6. */
    TCP,
    /** UDP, protocol 17. */
    UDP,
    /** ICMP, protocol 1, or ICMPv6, protocol 58. */
    ICMP,
    /** Another one, by its number. */
    NUMBERED
  }

  /** RFC 8520 §8.3 direction-initiated. */
  public enum Initiation {
    /** Either side. */
    EITHER,
    /** The device opens the connection. */
    FROM_DEVICE,
    /** The far end opens the connection. */
    TO_DEVICE
  }
}
