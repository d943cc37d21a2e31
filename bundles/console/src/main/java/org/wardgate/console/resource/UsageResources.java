package org.wardgate.console.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.enforcement.PolicyUsage;
import org.wardgate.api.enforcement.PolicyUsage.Traffic;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.view.DeniedTraffic;
import org.wardgate.api.view.DeviceView;
import org.wardgate.api.view.WardView;
import org.wardgate.console.json.Answer;
import org.wardgate.console.json.ProposalJson;
import org.wardgate.console.json.UsageJson;
import org.wardgate.console.ports.Ports;

/**
 * What a device uses of what its manufacturer declared, and what it tries beyond it.
 *
 * @param ports the parts
 */
record UsageResources(Ports ports) {

  /** Counters of the device, of its policy's entries, and where it was denied. */
  Answer usage(Call call) throws RefusedException {
    WardView view = ports.view().get();
    DeviceView device = DeviceResources.known(view, call);
    PolicyUsage usage = Waiting.on(ports.enforcer().get().usage(), "enforcement");
    Traffic traffic = usage.devices().getOrDefault(device.device(), Traffic.NONE);
    Optional<PolicySet> policy = view.policy(device.device());
    Optional<Map<String, Long>> hits =
        policy.flatMap(p -> Optional.ofNullable(usage.rules().get(p.id())));
    List<DeniedTraffic> denied = view.denied(device.device());
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeStringField("id", device.device().value());
          json.writeStringField("profile", device.profile());
          json.writeStringField("mudUrl", device.mudUrl());
          UsageJson.traffic(json, traffic);
          UsageJson.rules(json, policy, hits);
          UsageJson.denied(json, denied);
          json.writeEndObject();
        });
  }

  /** The same as a proposal for the manufacturer. */
  Answer proposal(Call call) throws RefusedException {
    WardView view = ports.view().get();
    DeviceView device = DeviceResources.known(view, call);
    PolicyUsage usage = Waiting.on(ports.enforcer().get().usage(), "enforcement");
    Optional<PolicySet> policy = view.policy(device.device());
    Optional<Map<String, Long>> hits =
        policy.flatMap(p -> Optional.ofNullable(usage.rules().get(p.id())));
    List<DeniedTraffic> denied = view.denied(device.device());
    return Answer.ok(json -> ProposalJson.write(json, device, policy, hits, denied));
  }
}
