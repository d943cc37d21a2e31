package org.wardgate.decision.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.policy.Bandwidth;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.IcmpMessage;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.policy.Remote;

/** Policies as JSON. */
final class PolicyJson {
  private PolicyJson() {}

  static ObjectNode write(PolicySet policy) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", policy.id().value());
    node.put("origin", policy.origin());
    node.put("fileSha256", policy.fileSha256());
    writeRules(node.putArray("fromDevice"), policy.fromDevice());
    writeRules(node.putArray("toDevice"), policy.toDevice());
    policy
        .bandwidth()
        .ifPresent(
            limit ->
                node.putObject("bandwidth")
                    .put("fromDevice", limit.fromDeviceBytesPerSecond())
                    .put("toDevice", limit.toDeviceBytesPerSecond()));
    return node;
  }

  private static void writeRules(ArrayNode array, List<FlowRule> rules) {
    for (FlowRule rule : rules) {
      ObjectNode node = array.addObject();
      node.put("name", rule.name());
      node.put("action", rule.action().name());
      node.put("family", rule.family().name());
      node.put("protocol", rule.protocol().name());
      node.put("devicePorts", ports(rule.devicePorts()));
      node.put("remotePorts", ports(rule.remotePorts()));
      writeRemote(node.putObject("remote"), rule.remote());
      node.put("initiation", rule.initiation().name());
      rule.protocolNumber().ifPresent(number -> node.put("protocolNumber", number));
      rule.icmp().ifPresent(message -> writeIcmp(node.putObject("icmp"), message));
    }
  }

  private static void writeIcmp(ObjectNode node, IcmpMessage message) {
    message.type().ifPresent(type -> node.put("type", type));
    message.code().ifPresent(code -> node.put("code", code));
  }

  private static String ports(PortRange range) {
    return range.first() + "-" + range.last();
  }

  private static void writeRemote(ObjectNode node, Remote remote) {
    if (remote instanceof Remote.Any) {
      node.put("kind", "any");
    } else if (remote instanceof Remote.Prefix prefix) {
      node.put("kind", "prefix").put("value", prefix.cidr());
    } else if (remote instanceof Remote.Name name) {
      node.put("kind", "name").put("value", name.name());
    } else if (remote instanceof Remote.LocalNetworks) {
      node.put("kind", "local-networks");
    } else if (remote instanceof Remote.Controller controller) {
      node.put("kind", "controller").put("value", controller.uri());
    } else if (remote instanceof Remote.Maker maker) {
      node.put("kind", "maker").put("value", maker.authority());
    } else if (remote instanceof Remote.Model model) {
      node.put("kind", "model").put("value", model.mudUrl());
    } else if (remote instanceof Remote.Hardware hardware) {
      node.put("kind", "hardware").put("value", hardware.mac());
    } else if (remote instanceof Remote.Both both) {
      node.put("kind", "both");
      writeRemote(node.putObject("first"), both.first());
      writeRemote(node.putObject("second"), both.second());
    }
  }

  static PolicySet read(JsonNode node) {
    return new PolicySet(
        new ProfileId(Fields.text(node, "id")),
        Fields.text(node, "origin"),
        Fields.text(node, "fileSha256"),
        readRules(node.path("fromDevice")),
        readRules(node.path("toDevice")),
        readBandwidth(node));
  }

  private static Optional<Bandwidth> readBandwidth(JsonNode node) {
    if (!node.hasNonNull("bandwidth")) {
      return Optional.empty();
    }
    JsonNode limit = Fields.object(node, "bandwidth");
    return Optional.of(
        new Bandwidth(Fields.whole(limit, "fromDevice"), Fields.whole(limit, "toDevice")));
  }

  private static List<FlowRule> readRules(JsonNode array) {
    List<FlowRule> rules = new ArrayList<>();
    for (JsonNode node : array) {
      rules.add(
          new FlowRule(
              Fields.text(node, "name"),
              FlowRule.Action.valueOf(Fields.text(node, "action")),
              FlowRule.Family.valueOf(Fields.text(node, "family")),
              FlowRule.Protocol.valueOf(Fields.text(node, "protocol")),
              readPorts(Fields.text(node, "devicePorts")),
              readPorts(Fields.text(node, "remotePorts")),
              readRemote(Fields.object(node, "remote")),
              FlowRule.Initiation.valueOf(Fields.text(node, "initiation")),
              Fields.optionalInteger(node, "protocolNumber"),
              readIcmp(node)));
    }
    return rules;
  }

  private static Optional<IcmpMessage> readIcmp(JsonNode node) {
    if (!node.hasNonNull("icmp")) {
      return Optional.empty();
    }
    JsonNode message = Fields.object(node, "icmp");
    return Optional.of(
        new IcmpMessage(
            Fields.optionalInteger(message, "type"), Fields.optionalInteger(message, "code")));
  }

  private static PortRange readPorts(String text) {
    int dash = text.indexOf('-');
    return new PortRange(
        Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
  }

  private static Remote readRemote(JsonNode node) {
    String kind = Fields.text(node, "kind");
    return switch (kind) {
      case "any" -> new Remote.Any();
      case "prefix" -> new Remote.Prefix(Fields.text(node, "value"));
      case "name" -> new Remote.Name(Fields.text(node, "value"));
      case "local-networks" -> new Remote.LocalNetworks();
      case "controller" -> new Remote.Controller(Fields.text(node, "value"));
      case "maker" -> new Remote.Maker(Fields.text(node, "value"));
      case "model" -> new Remote.Model(Fields.text(node, "value"));
      case "hardware" -> new Remote.Hardware(Fields.text(node, "value"));
      case "both" ->
          new Remote.Both(
              readRemote(Fields.object(node, "first")), readRemote(Fields.object(node, "second")));
      default -> throw new IllegalArgumentException("unknown far end '" + kind + "'");
    };
  }
}
