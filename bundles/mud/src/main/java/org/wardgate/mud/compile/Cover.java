package org.wardgate.mud.compile;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.FlowRule.Initiation;
import org.wardgate.api.policy.FlowRule.Protocol;
import org.wardgate.api.policy.IcmpMessage;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.Remote;
import org.wardgate.mud.file.Cidr;
import org.wardgate.mud.file.CidrText;

/**
 * Compares which packets two rules of one direction match, whatever their outcome. Who is behind
 * names and groups is not known here: they cover and meet only themselves. Confined to one thread.
 */
public final class Cover {
  private final Map<String, Cidr> ranges = new HashMap<>();

  /** Whether the first certainly matches all that the second matches. */
  public boolean covers(FlowRule first, FlowRule second) {
    return first.family() == second.family()
        && coversProtocol(first, second)
        && covers(first.devicePorts(), second.devicePorts())
        && covers(first.remotePorts(), second.remotePorts())
        && (first.initiation() == Initiation.EITHER || first.initiation() == second.initiation())
        && covers(first.remote(), second.remote());
  }

  /** Whether there certainly are packets that both match. */
  public boolean meet(FlowRule first, FlowRule second) {
    return first.family() == second.family()
        && meetProtocol(first, second)
        && meet(first.devicePorts(), second.devicePorts())
        && meet(first.remotePorts(), second.remotePorts())
        && meet(first.initiation(), second.initiation())
        && meet(first.remote(), second.remote());
  }

  private static boolean coversProtocol(FlowRule first, FlowRule second) {
    if (first.protocol() == Protocol.ANY) {
      return true;
    }
    return first.protocol() == second.protocol()
        && first.protocolNumber().equals(second.protocolNumber())
        && (first.icmp().isEmpty()
            || (covers(type(first), type(second)) && covers(code(first), code(second))));
  }

  private static boolean meetProtocol(FlowRule first, FlowRule second) {
    if (first.protocol() == Protocol.ANY || second.protocol() == Protocol.ANY) {
      return true;
    }
    return first.protocol() == second.protocol()
        && first.protocolNumber().equals(second.protocolNumber())
        && meet(type(first), type(second))
        && meet(code(first), code(second));
  }

  private static OptionalInt type(FlowRule rule) {
    return rule.icmp().map(IcmpMessage::type).orElse(OptionalInt.empty());
  }

  private static OptionalInt code(FlowRule rule) {
    return rule.icmp().map(IcmpMessage::code).orElse(OptionalInt.empty());
  }

  private static boolean covers(OptionalInt first, OptionalInt second) {
    return first.isEmpty() || first.equals(second);
  }

  private static boolean meet(OptionalInt first, OptionalInt second) {
    return first.isEmpty() || second.isEmpty() || first.equals(second);
  }

  private static boolean covers(PortRange first, PortRange second) {
    return first.first() <= second.first() && second.last() <= first.last();
  }

  private static boolean meet(PortRange first, PortRange second) {
    return first.first() <= second.last() && second.first() <= first.last();
  }

  private static boolean meet(Initiation first, Initiation second) {
    return first == second || first == Initiation.EITHER || second == Initiation.EITHER;
  }

  private boolean covers(Remote first, Remote second) {
    if (first instanceof Remote.Any || first.equals(second)) {
      return true;
    }
    if (first instanceof Remote.Both both) {
      return covers(both.first(), second) && covers(both.second(), second);
    }
    if (second instanceof Remote.Both both) {
      return covers(first, both.first()) || covers(first, both.second());
    }
    Optional<Cidr> range = range(first);
    Optional<Cidr> inside = range(second);
    return range.isPresent() && inside.isPresent() && range.get().covers(inside.get());
  }

  private boolean meet(Remote first, Remote second) {
    if (first instanceof Remote.Any || second instanceof Remote.Any || first.equals(second)) {
      return true;
    }
    Optional<Cidr> one = range(first);
    Optional<Cidr> other = range(second);
    return one.isPresent() && other.isPresent() && one.get().intersect(other.get()).isPresent();
  }

  private Optional<Cidr> range(Remote remote) {
    return remote instanceof Remote.Prefix prefix
        ? Optional.of(ranges.computeIfAbsent(prefix.cidr(), CidrText::read))
        : Optional.empty();
  }
}
