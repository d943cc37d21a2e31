package org.wardgate.console.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PolicyWords;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.Remote;

/** A policy's members. */
public final class PolicyJson {

  private PolicyJson() {}

  /** Writes the policy in force, or null, into an object already begun. */
  public static void policy(JsonGenerator json, Optional<PolicySet> policy) throws IOException {
    if (policy.isEmpty()) {
      json.writeNullField("policy");
      return;
    }
    PolicySet rules = policy.get();
    json.writeObjectFieldStart("policy");
    json.writeStringField("id", rules.id().value());
    json.writeStringField("origin", rules.origin());
    json.writeStringField("fileSha256", rules.fileSha256());
    json.writeArrayFieldStart("rules");
    for (FlowRule rule : rules.fromDevice()) {
      rule(json, rule, true);
    }
    for (FlowRule rule : rules.toDevice()) {
      rule(json, rule, false);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Writes the policy as sentences, an empty array if there is none. */
  public static void words(JsonGenerator json, Optional<PolicySet> policy) throws IOException {
    json.writeArrayFieldStart("rules");
    if (policy.isPresent()) {
      for (String sentence : PolicyWords.of(policy.get())) {
        json.writeString(sentence);
      }
    }
    json.writeEndArray();
  }

  /** Writes one rule as an object. */
  public static void rule(JsonGenerator json, FlowRule rule, boolean fromDevice)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("direction", fromDevice ? "from-device" : "to-device");
    json.writeStringField("name", rule.name());
    json.writeStringField("action", rule.action().name());
    json.writeStringField("family", rule.family().name());
    json.writeStringField("protocol", rule.protocol().name());
    if (rule.protocolNumber().isPresent()) {
      json.writeNumberField("protocolNumber", rule.protocolNumber().getAsInt());
    }
    json.writeStringField("devicePorts", ports(rule.devicePorts()));
    json.writeStringField("remotePorts", ports(rule.remotePorts()));
    json.writeStringField("remote", remote(rule.remote()));
    json.writeStringField("initiation", rule.initiation().name());
    json.writeStringField("words", PolicyWords.of(rule, fromDevice));
    json.writeEndObject();
  }

  private static String ports(PortRange ports) {
    if (ports.any()) {
      return "any";
    }
    return ports.first() == ports.last()
        ? String.valueOf(ports.first())
        : ports.first() + "-" + ports.last();
  }

  private static String remote(Remote remote) {
    if (remote instanceof Remote.Prefix prefix) {
      return prefix.cidr();
    } else if (remote instanceof Remote.Name name) {
      return name.name();
    } else if (remote instanceof Remote.LocalNetworks) {
      return "local-networks";
    } else if (remote instanceof Remote.Controller controller) {
      return "controller " + controller.uri();
    } else if (remote instanceof Remote.Maker maker) {
      return "manufacturer " + maker.authority();
    } else if (remote instanceof Remote.Model model) {
      return "model " + model.mudUrl();
    } else if (remote instanceof Remote.Hardware hardware) {
      return "ward device " + hardware.mac();
    } else if (remote instanceof Remote.Both both) {
      return remote(both.first()) + " within " + remote(both.second());
    }
    return "any";
  }
}
