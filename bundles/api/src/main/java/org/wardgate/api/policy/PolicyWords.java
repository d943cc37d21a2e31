package org.wardgate.api.policy;

import java.util.ArrayList;
import java.util.List;
import org.wardgate.api.error.Problem;
import org.wardgate.api.policy.FlowRule.Action;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.FlowRule.Initiation;
import org.wardgate.api.policy.FlowRule.Protocol;

/** Says policies in words. Pure. */
public final class PolicyWords {
  private PolicyWords() {}

  /** A sentence for each rule: what the device may send, then what may be sent to it. */
  public static List<String> of(PolicySet policy) {
    List<String> words = new ArrayList<>();
    policy.fromDevice().forEach(rule -> words.add(of(rule, true)));
    policy.toDevice().forEach(rule -> words.add(of(rule, false)));
    return words;
  }

  /** One rule whose direction is not known, such as a therapy floor's. */
  public static String of(FlowRule rule) {
    return switch (rule.initiation()) {
      case FROM_DEVICE -> of(rule, true);
      case TO_DEVICE -> of(rule, false);
      case EITHER ->
          "device and "
              + remote(rule.remote())
              + may(rule)
              + "exchange "
              + traffic(rule)
              + ports(", remote ", rule.remotePorts())
              + ports(", device ", rule.devicePorts())
              + family(rule);
    };
  }

  /**
   * One rule about packets of one direction.
   *
   * @param sends whether the device sends them
   */
  public static String of(FlowRule rule, boolean sends) {
    String far = remote(rule.remote());
    Initiation answering = sends ? Initiation.TO_DEVICE : Initiation.FROM_DEVICE;
    String words;
    if (rule.initiation() == answering) {
      words = sends ? deviceAnswers(rule, far) : farAnswers(rule, far);
    } else {
      String deed = rule.initiation() == Initiation.EITHER ? "send " : "open ";
      String what = traffic(rule) + (deed.equals("open ") ? " connections" : "");
      words =
          sends ? deviceSends(rule, far, deed + what) : far + may(rule) + deed + what + ends(rule);
    }
    return words + family(rule);
  }

  private static String deviceSends(FlowRule rule, String far, String deed) {
    return "device"
        + may(rule)
        + deed
        + ports(" to ", rule.remotePorts())
        + (rule.remotePorts().any() ? " to " : " of ")
        + far
        + ports(" from its ", rule.devicePorts());
  }

  private static String ends(FlowRule rule) {
    return ports(" from ", rule.remotePorts())
        + (rule.devicePorts().any()
            ? " to the device"
            : ports(" to the device's ", rule.devicePorts()));
  }

  private static String deviceAnswers(FlowRule rule, String far) {
    return "device"
        + may(rule)
        + "answer "
        + traffic(rule)
        + " connections that "
        + far
        + " opened"
        + ports(" from ", rule.remotePorts())
        + ports(" to its ", rule.devicePorts());
  }

  private static String farAnswers(FlowRule rule, String far) {
    return far
        + may(rule)
        + "answer "
        + traffic(rule)
        + " connections that the device opened"
        + ports(" from its ", rule.devicePorts())
        + ports(" to ", rule.remotePorts());
  }

  private static String may(FlowRule rule) {
    return rule.action() == Action.ACCEPT ? " may " : " may not ";
  }

  private static String traffic(FlowRule rule) {
    return switch (rule.protocol()) {
      case ANY -> "anything";
      case TCP, UDP -> rule.protocol().name();
      case ICMP -> (rule.family() == Family.IPV6 ? "ICMPv6" : "ICMP") + message(rule);
      case NUMBERED -> "IP protocol " + rule.protocolNumber().orElseThrow();
    };
  }

  private static String message(FlowRule rule) {
    if (rule.icmp().isEmpty()) {
      return "";
    }
    IcmpMessage message = rule.icmp().get();
    String type = message.type().isPresent() ? " type " + message.type().getAsInt() : "";
    return type + (message.code().isPresent() ? " code " + message.code().getAsInt() : "");
  }

  private static String ports(String before, PortRange ports) {
    if (ports.any()) {
      return "";
    }
    return ports.first() == ports.last()
        ? before + "port " + ports.first()
        : before + "ports " + ports.first() + " to " + ports.last();
  }

  private static String remote(Remote remote) {
    if (remote instanceof Remote.Prefix prefix) {
      return prefix.cidr();
    } else if (remote instanceof Remote.Name name) {
      return name.name();
    } else if (remote instanceof Remote.LocalNetworks) {
      return "the local networks";
    } else if (remote instanceof Remote.Controller controller) {
      return controller.uri().equals("my-controller")
          ? "its controllers"
          : "the hosts of class " + Problem.clean(controller.uri());
    } else if (remote instanceof Remote.Maker maker) {
      return "devices of " + Problem.clean(maker.authority());
    } else if (remote instanceof Remote.Model model) {
      return "devices with MUD URL " + Problem.clean(model.mudUrl());
    } else if (remote instanceof Remote.Hardware hardware) {
      return "the ward device " + hardware.mac();
    } else if (remote instanceof Remote.Both both) {
      return remote(both.first()) + " within " + remote(both.second());
    }
    return "anyone";
  }

  private static String family(FlowRule rule) {
    boolean said = rule.protocol() == Protocol.ICMP && rule.family() == Family.IPV6;
    return said ? "" : rule.family() == Family.IPV4 ? " (IPv4)" : " (IPv6)";
  }
}
