package org.wardgate.decision.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.wardgate.api.DeviceId;
import org.wardgate.api.inventory.Playbook;
import org.wardgate.api.view.IncidentView.State;
import org.wardgate.decision.state.IncidentCase;
import org.wardgate.decision.state.IncidentCase.Decision;
import org.wardgate.decision.state.IncidentReach;
import org.wardgate.decision.state.Outcome;

/** Incidents as JSON. */
final class IncidentJson {
  private IncidentJson() {}

  static ObjectNode write(IncidentCase incident) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("number", incident.number());
    node.put("openedAt", incident.openedAt().toString());
    node.put("lastAt", incident.lastAt().toString());
    Playbook playbook = incident.playbook();
    node.putObject("playbook")
        .put("name", playbook.name())
        .put("trigger", playbook.trigger().name())
        .put("devicesMin", playbook.devicesMinCount())
        .put("windowSeconds", playbook.windowSeconds())
        .put("response", playbook.response().name())
        .put("preApproved", playbook.preApproved());
    node.put("common", incident.common());
    ArrayNode devices = node.putArray("devices");
    incident.devices().forEach(d -> devices.add(d.value()));
    node.put("state", incident.state().name());
    ArrayNode decisions = node.putArray("decisions");
    incident
        .decisions()
        .forEach(
            d ->
                decisions
                    .addObject()
                    .put("operator", d.operator())
                    .put("reason", d.reason())
                    .put("at", d.at().toString()));
    put(node, "shown", incident.reach().shown());
    put(node, "approvedFor", incident.reach().approvedFor());
    put(node, "worsened", incident.reach().worsened());
    return node;
  }

  static IncidentCase read(JsonNode node) {
    JsonNode playbook = Fields.object(node, "playbook");
    List<Decision> decisions = new ArrayList<>();
    node.path("decisions")
        .forEach(
            d ->
                decisions.add(
                    new Decision(
                        Fields.text(d, "operator"),
                        Fields.text(d, "reason"),
                        Fields.instant(d, "at"))));
    return new IncidentCase(
        Fields.whole(node, "number"),
        Fields.instant(node, "openedAt"),
        Fields.instant(node, "lastAt"),
        new Playbook(
            Fields.text(playbook, "name"),
            Playbook.Trigger.valueOf(Fields.text(playbook, "trigger")),
            Fields.integer(playbook, "devicesMin"),
            Fields.integer(playbook, "windowSeconds"),
            Playbook.Response.valueOf(Fields.text(playbook, "response")),
            Fields.flag(playbook, "preApproved")),
        Fields.text(node, "common"),
        devices(node, "devices"),
        State.valueOf(Fields.text(node, "state")),
        decisions,
        reach(node));
  }

  private static void put(ObjectNode node, String name, Set<DeviceId> devices) {
    if (!devices.isEmpty()) {
      ArrayNode array = node.putArray(name);
      devices.forEach(d -> array.add(d.value()));
    }
  }

  private static Set<DeviceId> devices(JsonNode node, String name) {
    return Fields.texts(node, name).stream().map(DeviceId::new).collect(Collectors.toSet());
  }

  /** Records of before say only whether it was approved: for the devices known then. */
  private static IncidentReach reach(JsonNode node) {
    boolean before = node.path("approved").asBoolean(false);
    return new IncidentReach(
        optional(node, "shown"),
        before ? devices(node, "devices") : optional(node, "approvedFor"),
        optional(node, "worsened"));
  }

  private static Set<DeviceId> optional(JsonNode node, String name) {
    return node.hasNonNull(name) ? devices(node, name) : Set.of();
  }

  static ObjectNode writeJoined(Outcome.IncidentJoined joined) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("number", joined.number())
        .put("device", joined.device().value())
        .put("at", joined.at().toString());
  }

  static Outcome.IncidentJoined readJoined(JsonNode node) {
    return new Outcome.IncidentJoined(
        Fields.whole(node, "number"),
        new DeviceId(Fields.text(node, "device")),
        Fields.instant(node, "at"));
  }
}
