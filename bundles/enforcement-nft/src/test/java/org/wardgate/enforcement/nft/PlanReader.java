package org.wardgate.enforcement.nft;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.policy.FarEnds;
import org.wardgate.api.policy.Flow;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.IcmpMessage;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.Remote;

/** Goes through a plan as the kernel does with the first packet of a conversation. */
record PlanReader(ProfilePlan plan, FarEnds farEnds) {
  /**
   * What was met.
   *
   * @param accepted whether it passes
   * @param rule place of the rule whose counter counts it
   */
  record Verdict(boolean accepted, int rule) {}

  Optional<Verdict> verdict(Flow flow) {
    FamilyPlan family = plan.family(AddressRange.family(flow.remote()));
    for (Run run : flow.sent() ? family.from() : family.to()) {
      for (Layer layer : run.layers()) {
        Optional<Entry> hit =
            run.condition() == Run.Condition.REPLY ? Optional.empty() : hit(layer, flow);
        if (hit.isPresent()) {
          return Optional.of(new Verdict(run.accept(), hit.get().rule()));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Entry> hit(Layer layer, Flow flow) {
    if (!layer.groups().stream().allMatch(group -> farEnds.contains(group, flow.remote()))) {
      return Optional.empty();
    }
    Box packet = packet(flow);
    return layer.entries().stream()
        .filter(entry -> entry.box().contains(packet))
        .filter(entry -> !entry.dynamic() || resolved(entry, flow.remote()))
        .findFirst();
  }

  private boolean resolved(Entry entry, InetAddress address) {
    return entry.admits(address)
        && entry.names().stream()
            .allMatch(name -> farEnds.contains(new Remote.Name(name), address));
  }

  /** The fields of a packet as the kernel loads them, a checksum in place of a port included. */
  private static Box packet(Flow flow) {
    AddressRange remote = AddressRange.of(flow.remote());
    int sender = flow.sent() ? flow.devicePort() : flow.remotePort();
    int receiver = flow.sent() ? flow.remotePort() : flow.devicePort();
    boolean icmp = flow.protocol() == (remote.family() == Family.IPV4 ? 1 : 58);
    if (icmp && flow.icmp().isPresent()) {
      IcmpMessage message = flow.icmp().get();
      sender = message.type().orElseThrow() * 256 + message.code().orElseThrow();
      receiver = 0x1234;
    }
    PortRange device = PortRange.of(flow.sent() ? sender : receiver);
    PortRange far = PortRange.of(flow.sent() ? receiver : sender);
    return new Box(flow.protocol(), flow.protocol(), device, far, remote);
  }

  static List<Integer> flowProtocols() {
    return List.of(1, 6, 17, 47, 58, 132);
  }
}
