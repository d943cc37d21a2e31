package org.wardgate.enforcement.nft;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.FlowRule.Action;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.FlowRule.Initiation;
import org.wardgate.api.policy.FlowRule.Protocol;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.policy.Remote;

/** Policies for tests. */
final class Policies {
  private Policies() {}

  static FlowRule udp(Remote remote, int remotePort) {
    return rule(Action.ACCEPT, Protocol.UDP, PortRange.ANY, PortRange.of(remotePort), remote);
  }

  static FlowRule rule(
      Action action, Protocol protocol, PortRange device, PortRange far, Remote remote) {
    return new FlowRule(
        "acl/ace", action, Family.IPV4, protocol, device, far, remote, Initiation.EITHER);
  }

  static FlowRule begunBy(Initiation initiation, FlowRule rule) {
    return new FlowRule(
        rule.name(),
        rule.action(),
        rule.family(),
        rule.protocol(),
        rule.devicePorts(),
        rule.remotePorts(),
        rule.remote(),
        initiation);
  }

  static FlowRule udp6(Remote remote, int remotePort) {
    return six(PortRange.ANY, PortRange.of(remotePort), remote);
  }

  /** What may be sent to a port of the device. */
  static FlowRule served6(int devicePort, Remote remote) {
    return six(PortRange.of(devicePort), PortRange.ANY, remote);
  }

  private static FlowRule six(PortRange device, PortRange far, Remote remote) {
    return new FlowRule(
        "acl/six",
        Action.ACCEPT,
        Family.IPV6,
        Protocol.UDP,
        device,
        far,
        remote,
        Initiation.EITHER);
  }

  static FlowRule named(String name, FlowRule rule) {
    return new FlowRule(
        name,
        rule.action(),
        rule.family(),
        rule.protocol(),
        rule.devicePorts(),
        rule.remotePorts(),
        rule.remote(),
        rule.initiation(),
        rule.protocolNumber(),
        rule.icmp());
  }

  /** Everything, both ways, for a device with this MUD URL. */
  static PolicySet open(String mudUrl) {
    List<FlowRule> all = new ArrayList<>();
    for (Family family : Family.values()) {
      all.add(
          new FlowRule(
              "acl/all",
              Action.ACCEPT,
              family,
              Protocol.ANY,
              PortRange.ANY,
              PortRange.ANY,
              new Remote.Any(),
              Initiation.EITHER));
    }
    String id = Bytes.of(mudUrl.getBytes(StandardCharsets.UTF_8)).sha256().hex().substring(0, 16);
    return new PolicySet(new ProfileId(id), mudUrl, "", all, all);
  }

  static Remote host6(String address) {
    return new Remote.Prefix(address + "/128");
  }

  static Remote host(String address) {
    return new Remote.Prefix(address + "/32");
  }

  static PolicySet sending(FlowRule... rules) {
    return both(Arrays.asList(rules), List.of());
  }

  static PolicySet both(List<FlowRule> from, List<FlowRule> to) {
    byte[] content = (from + "|" + to).getBytes(StandardCharsets.UTF_8);
    String id = Bytes.of(content).sha256().hex().substring(0, 16);
    return new PolicySet(new ProfileId(id), "https://maker.example/x", "", from, to);
  }
}
