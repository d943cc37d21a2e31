package org.wardgate.mud.compile;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.Remote;
import org.wardgate.mud.testing.MudJson;

/** The compiled policy against an interpreter that reads the file word for word. */
class DifferentialProperties {
  private static final int PACKETS = 50;

  @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
  void aFileWithoutOddMatchesMeansExactlyWhatItSays(@ForAll long seed) throws RefusedException {
    Random random = new Random(seed);
    Map<String, Object> file = new RandomFiles(random, false).file();
    PolicySet policy = Analysis.of(MudJson.bytes(file)).accepted().policy();

    for (int i = 0; i < PACKETS; i++) {
      Packet packet = Packet.random(random);
      if (accepts(policy, packet) != NaiveInterpreter.accepts(file, packet)) {
        fail(MudJson.text(file) + " " + packet);
      }
    }
  }

  @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
  void noFileAllowsMoreThanItSays(@ForAll long seed) {
    Random random = new Random(seed);
    Map<String, Object> file = new RandomFiles(random, true).file();
    Analysis analysis = Analysis.of(MudJson.bytes(file));

    for (int i = 0; i < PACKETS && analysis.policy().isPresent(); i++) {
      Packet packet = Packet.random(random);
      if (accepts(analysis.policy().get(), packet) && !NaiveInterpreter.accepts(file, packet)) {
        fail(MudJson.text(file) + " " + packet);
      }
    }
  }

  private static boolean accepts(PolicySet policy, Packet packet) {
    List<FlowRule> rules = packet.fromDevice() ? policy.fromDevice() : policy.toDevice();
    for (FlowRule rule : rules) {
      if (matches(rule, packet)) {
        return rule.action() == FlowRule.Action.ACCEPT;
      }
    }
    return false;
  }

  private static boolean matches(FlowRule rule, Packet packet) {
    int devicePort = packet.fromDevice() ? packet.sourcePort() : packet.destinationPort();
    int remotePort = packet.fromDevice() ? packet.destinationPort() : packet.sourcePort();
    return (rule.family() == FlowRule.Family.IPV6) == packet.ipv6()
        && protocol(rule.protocol(), packet)
        && contains(rule.devicePorts(), devicePort)
        && contains(rule.remotePorts(), remotePort)
        && remote(rule.remote(), packet.far())
        && opener(rule.initiation(), packet.opener());
  }

  private static boolean protocol(FlowRule.Protocol protocol, Packet packet) {
    return switch (protocol) {
      case ANY -> true;
      case TCP -> packet.protocol() == 6;
      case UDP -> packet.protocol() == 17;
      case ICMP -> packet.protocol() == (packet.ipv6() ? 58 : 1);
      case NUMBERED -> false;
    };
  }

  private static boolean contains(PortRange ports, int port) {
    return ports.first() <= port && port <= ports.last();
  }

  private static boolean opener(FlowRule.Initiation initiation, String opener) {
    return switch (initiation) {
      case EITHER -> true;
      case FROM_DEVICE -> opener.equals("from-device");
      case TO_DEVICE -> opener.equals("to-device");
    };
  }

  private static boolean remote(Remote remote, Host far) {
    if (remote instanceof Remote.Prefix prefix) {
      return far.prefixes().contains(prefix.cidr());
    } else if (remote instanceof Remote.Name name) {
      return far.names().contains(name.name());
    } else if (remote instanceof Remote.LocalNetworks) {
      return far.local();
    } else if (remote instanceof Remote.Controller controller) {
      return far.classes().contains(controller.uri());
    } else if (remote instanceof Remote.Maker maker) {
      return far.authority().equals(maker.authority());
    } else if (remote instanceof Remote.Model model) {
      return far.mudUrl().equals(model.mudUrl());
    }
    return remote instanceof Remote.Any;
  }
}
