package org.wardgate.console.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AppraisalCases;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.view.ChangeView;
import org.wardgate.api.view.IncidentView;

/** Incidents, changes that wait, and cases. */
public final class IncidentJson {

  private IncidentJson() {}

  /** Writes an array of incidents. */
  public static void incidents(JsonGenerator json, List<IncidentView> incidents)
      throws IOException {
    json.writeArrayFieldStart("incidents");
    for (IncidentView incident : incidents) {
      json.writeStartObject();
      json.writeStringField("id", incident.id());
      json.writeStringField("openedAt", incident.openedAt().toString());
      json.writeStringField("playbook", incident.playbook());
      json.writeStringField("trigger", incident.trigger().name());
      json.writeStringField("common", incident.common());
      devices(json, "devices", incident.devices());
      devices(json, "atRisk", incident.atRisk());
      json.writeStringField("response", incident.response().name());
      json.writeStringField("state", incident.state().name());
      json.writeStringField("decidedBy", incident.decidedBy());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Writes a change that waits, as an object. */
  public static void change(JsonGenerator json, ChangeView view) throws IOException {
    json.writeStartObject();
    members(json, view.change());
    json.writeStringField("issuer", view.issuer());
    json.writeStringField("summary", view.summary());
    json.writeStringField("since", view.since().toString());
    devices(json, "worsened", view.worsened());
    json.writeNumberField("considered", view.consideredCount());
    TrustJson.strings(json, "approvals", view.approvals());
    json.writeEndObject();
  }

  /** Writes what names a change, into an object already begun. */
  public static void members(JsonGenerator json, Change change) throws IOException {
    json.writeStringField("kind", change.kind().name());
    json.writeStringField("id", change.id());
    json.writeNumberField("version", change.version());
    json.writeStringField("sha256", change.sha256());
  }

  /** Writes a case in a line, as an object. */
  public static void summary(JsonGenerator json, AppraisalCases.Summary summary)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", summary.caseId());
    json.writeStringField("at", summary.at().toString());
    json.writeStringField("device", summary.device().value());
    json.writeStringField("status", summary.status().name());
    json.writeStringField("code", summary.code());
    TrustJson.basis(json, summary.basis());
    json.writeEndObject();
  }

  private static void devices(JsonGenerator json, String name, List<DeviceId> devices)
      throws IOException {
    TrustJson.strings(json, name, devices.stream().map(DeviceId::value).toList());
  }
}
