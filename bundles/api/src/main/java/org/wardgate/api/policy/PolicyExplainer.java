package org.wardgate.api.policy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.wardgate.api.error.Problem;
import org.wardgate.api.policy.FlowRule.Action;
import org.wardgate.api.policy.FlowRule.Family;

/**
 * Says which rule of a policy decides about a packet: the first one that matches. Pure apart from
 * what the far ends answer. Thread-safe.
 *
 * <p>A conversation of which it is not known who began it counts as begun by the packet's sender:
 * so does a packet filter that has not seen it before. ICMP type and code that are not known are
 * decided against the packet: a rule that names them matches if it denies, and does not if it
 * accepts.
 */
public final class PolicyExplainer {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ICMP = 1;
  private static final int ICMPV6 = 58;

  /** Nothing that a resolver would be asked about. */
  private static final Pattern LITERAL =
      Pattern.compile(
          "(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})){3}"
              + "|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private final Flow flow;
  private final FarEnds farEnds;
  private final boolean ipv4;
  private final boolean begun;

  private PolicyExplainer(Flow flow, FarEnds farEnds) {
    this.flow = flow;
    this.farEnds = farEnds;
    this.ipv4 = flow.remote() instanceof Inet4Address;
    this.begun = flow.begun().orElse(flow.sent());
  }

  /**
   * Explains a packet.
   *
   * @param policy what the device may do
   * @param flow the packet
   * @param farEnds who is behind names and groups, local networks included
   * @throws IllegalArgumentException if an address range of a rule is none
   */
  public static Explanation explain(PolicySet policy, Flow flow, FarEnds farEnds) {
    PolicyExplainer explainer = new PolicyExplainer(flow, farEnds);
    List<FlowRule> rules = flow.sent() ? policy.fromDevice() : policy.toDevice();
    Optional<FlowRule> rule = rules.stream().filter(explainer::matches).findFirst();
    boolean accepted = rule.filter(r -> r.action() == Action.ACCEPT).isPresent();
    return new Explanation(accepted, rule, policy.origin(), words(accepted, rule, policy, flow));
  }

  private static String words(
      boolean accepted, Optional<FlowRule> rule, PolicySet policy, Flow flow) {
    String origin = Problem.clean(policy.origin());
    return rule.map(
            r ->
                (accepted ? "accepted by " : "denied by ")
                    + Problem.clean(r.name())
                    + " of "
                    + origin
                    + ": "
                    + PolicyWords.of(r, flow.sent()))
        .orElse("denied: no rule of " + origin + " accepts it");
  }

  private boolean matches(FlowRule rule) {
    int own = flow.devicePort();
    int far = flow.remotePort();
    return (rule.family() == Family.IPV4) == ipv4
        && protocol(rule)
        && rule.devicePorts().first() <= own
        && own <= rule.devicePorts().last()
        && rule.remotePorts().first() <= far
        && far <= rule.remotePorts().last()
        && initiation(rule)
        && contains(rule.remote());
  }

  private boolean protocol(FlowRule rule) {
    return switch (rule.protocol()) {
      case ANY -> true;
      case TCP -> flow.protocol() == TCP;
      case UDP -> flow.protocol() == UDP;
      case ICMP -> flow.protocol() == (ipv4 ? ICMP : ICMPV6) && message(rule);
      case NUMBERED -> flow.protocol() == rule.protocolNumber().orElseThrow();
    };
  }

  private boolean message(FlowRule rule) {
    if (rule.icmp().isEmpty()) {
      return true;
    }
    boolean unknown = rule.action() == Action.DENY;
    OptionalInt type = flow.icmp().map(IcmpMessage::type).orElse(OptionalInt.empty());
    OptionalInt code = flow.icmp().map(IcmpMessage::code).orElse(OptionalInt.empty());
    return octet(rule.icmp().get().type(), type, unknown)
        && octet(rule.icmp().get().code(), code, unknown);
  }

  private static boolean octet(OptionalInt wanted, OptionalInt found, boolean unknown) {
    if (wanted.isEmpty()) {
      return true;
    }
    return found.isEmpty() ? unknown : wanted.getAsInt() == found.getAsInt();
  }

  private boolean initiation(FlowRule rule) {
    return switch (rule.initiation()) {
      case EITHER -> true;
      case FROM_DEVICE -> begun;
      case TO_DEVICE -> !begun;
    };
  }

  private boolean contains(Remote remote) {
    if (remote instanceof Remote.Any) {
      return true;
    } else if (remote instanceof Remote.Both both) {
      return contains(both.first()) && contains(both.second());
    } else if (remote instanceof Remote.Prefix prefix) {
      return covers(prefix.cidr(), flow.remote().getAddress());
    }
    return farEnds.contains(remote, flow.remote());
  }

  private static boolean covers(String cidr, byte[] address) {
    int slash = cidr.indexOf('/');
    if (slash < 0 || !LITERAL.matcher(cidr.substring(0, slash)).matches()) {
      throw new IllegalArgumentException("not an address range: " + cidr);
    }
    byte[] network;
    try {
      network = InetAddress.getByName(cidr.substring(0, slash)).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address range: " + cidr, e);
    }
    return network.length == address.length
        && sameBits(network, address, Integer.parseInt(cidr.substring(slash + 1)));
  }

  private static boolean sameBits(byte[] network, byte[] address, int lengthBits) {
    if (lengthBits < 0 || lengthBits > 8 * network.length) {
      throw new IllegalArgumentException("no prefix length: " + lengthBits);
    }
    for (int bit = 0; bit < lengthBits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if (((network[bit / 8] ^ address[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
