package org.wardgate.console.resource;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.enforcement.PolicyEnforcer;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.Explanation;
import org.wardgate.api.policy.Flow;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.FlowText;
import org.wardgate.api.view.DeviceView;
import org.wardgate.console.json.Answer;
import org.wardgate.console.json.PolicyJson;
import org.wardgate.console.ports.Ports;

/**
 * What a packet of a device meets now, asked of what is in force.
 *
 * @param ports the parts
 */
record PacketResource(Ports ports) implements Resource {

  @Override
  public Answer serve(Call call) throws RefusedException, IOException {
    String packet =
        TextMembers.read(call.body().read(), List.of("packet"), FlowText.LENGTH_MAX_CHARS * 2)
            .get(0);
    Flow flow = FlowText.parse(packet);
    DeviceView device = DeviceResources.known(ports.view().get(), call);
    PolicyEnforcer enforcer = ports.enforcer().get();
    Optional<Explanation> found =
        Waiting.on(enforcer.explain(device.device(), flow), "enforcement");
    String words =
        found.map(Explanation::words).orElse("nothing is in force for it, so nothing passes");
    Optional<FlowRule> rule = found.flatMap(Explanation::rule);
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeStringField("id", device.device().value());
          json.writeStringField("packet", packet);
          json.writeBooleanField("accepted", found.map(Explanation::accepted).orElse(false));
          json.writeStringField("origin", found.map(Explanation::origin).orElse(""));
          json.writeStringField("words", words);
          json.writeFieldName("rule");
          if (rule.isPresent()) {
            PolicyJson.rule(json, rule.get(), flow.sent());
          } else {
            json.writeNull();
          }
          json.writeEndObject();
        });
  }
}
