package org.wardgate.console.resource;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.ConfigurationReports.Refused;
import org.wardgate.api.enforcement.PolicyEnforcer;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.platform.GatewayIdentity;
import org.wardgate.api.view.CloudStatus;
import org.wardgate.api.view.WardView;
import org.wardgate.console.json.Answer;
import org.wardgate.console.json.SettingsJson;
import org.wardgate.console.ports.Ports;

/**
 * How the gateway as a whole is. Answers also while parts are away, and says which.
 *
 * @param ports the parts
 */
record StatusResource(Ports ports) implements Resource {

  @Override
  public Answer serve(Call call) throws RefusedException {
    Optional<WardView> view = ports.view().now();
    List<String> missing = ports.missing();
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeStringField(
              "gatewayId", ports.identity().now().map(GatewayIdentity::gatewayId).orElse(""));
          json.writeStringField(
              "wardName", ports.identity().now().map(GatewayIdentity::wardName).orElse(""));
          json.writeBooleanField("ready", missing.isEmpty() && ready(view));
          strings(json, "missing", missing);
          json.writeStringField(
              "enforcement",
              ports.enforcer().now().map(PolicyEnforcer::description).orElse("not enforcing"));
          json.writeNumberField("devices", view.map(v -> v.devices().size()).orElse(0));
          strings(json, "alarms", view.map(WardView::alarms).orElse(List.of()));
          json.writeArrayFieldStart("refused");
          for (Refused refused :
              ports.reports().now().map(ConfigurationReports::current).orElse(List.of())) {
            SettingsJson.refused(json, refused);
          }
          json.writeEndArray();
          json.writeObjectFieldStart("journal");
          json.writeNumberField(
              "records", ports.journal().now().map(Journal::lastSequence).orElse(0L));
          json.writeEndObject();
          cloud(json, ports.cloud().now());
          json.writeEndObject();
        });
  }

  static boolean ready(Optional<WardView> view) {
    return view.map(WardView::ready).orElse(false);
  }

  private static void cloud(JsonGenerator json, Optional<CloudStatus> cloud) throws IOException {
    json.writeObjectFieldStart("cloud");
    json.writeNumberField("acknowledged", cloud.map(CloudStatus::acknowledgedCount).orElse(0L));
    json.writeNumberField("pending", cloud.map(CloudStatus::pendingCount).orElse(0L));
    json.writeBooleanField("connected", cloud.map(CloudStatus::connected).orElse(false));
    json.writeEndObject();
  }

  private static void strings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
