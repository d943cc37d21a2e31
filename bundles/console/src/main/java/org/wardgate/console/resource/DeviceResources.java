package org.wardgate.console.resource;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.view.CertificateView;
import org.wardgate.api.view.DeviceView;
import org.wardgate.api.view.IncidentView;
import org.wardgate.api.view.TrustView;
import org.wardgate.api.view.WardView;
import org.wardgate.console.json.Answer;
import org.wardgate.console.json.DeviceJson;
import org.wardgate.console.json.IncidentJson;
import org.wardgate.console.json.PolicyJson;
import org.wardgate.console.json.TrustJson;
import org.wardgate.console.ports.Ports;

/**
 * What there is to see of devices.
 *
 * @param ports the parts
 */
record DeviceResources(Ports ports) {

  /** All devices. */
  Answer list(Call call) throws RefusedException {
    List<DeviceView> devices = ports.view().get().devices();
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("devices");
          for (DeviceView device : devices) {
            json.writeStartObject();
            DeviceJson.members(json, device);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** One device with the policy in force. */
  Answer one(Call call) throws RefusedException {
    return device(call, (json, device) -> {}, PolicyJson::policy);
  }

  /** One device, how it came to where it stands, and what it may do, in words. */
  Answer explain(Call call) throws RefusedException {
    return device(call, DeviceJson::history, PolicyJson::words);
  }

  /** A part of a device's answer. */
  @FunctionalInterface
  private interface Part<T> {
    void write(JsonGenerator json, T value) throws IOException;
  }

  private Answer device(Call call, Part<DeviceView> more, Part<Optional<PolicySet>> rules)
      throws RefusedException {
    WardView view = ports.view().get();
    DeviceView device = known(view, call);
    Optional<PolicySet> policy = view.policy(device.device());
    List<String> facts = view.mudFacts(device.device());
    Optional<CertificateView> certificate = view.certificate(device.device());
    Optional<TrustView> trust = view.trust(device.device());
    List<IncidentView> incidents = incidents(view, device);
    return Answer.ok(
        json -> {
          json.writeStartObject();
          DeviceJson.members(json, device);
          more.write(json, device);
          DeviceJson.mudFacts(json, facts);
          DeviceJson.certificate(json, certificate);
          TrustJson.member(json, trust);
          IncidentJson.incidents(json, incidents);
          rules.write(json, policy);
          json.writeEndObject();
        });
  }

  private static List<IncidentView> incidents(WardView view, DeviceView device) {
    return view.incidents().stream()
        .filter(
            one ->
                one.devices().contains(device.device()) || one.atRisk().contains(device.device()))
        .toList();
  }

  static DeviceView known(WardView view, Call call) throws RefusedException {
    return view.device(call.device())
        .orElseThrow(
            () -> new RefusedException(ConsoleErrors.UNKNOWN_DEVICE, call.variables().get(0)));
  }
}
