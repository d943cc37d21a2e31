package org.wardgate.decision.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.mud.Advisory.Affected;
import org.wardgate.api.view.AdvisoryView.State;
import org.wardgate.decision.state.AdvisoryCase;
import org.wardgate.decision.state.AdvisoryCase.Approval;

/** Advisories as JSON. */
final class AdvisoryJson {
  private AdvisoryJson() {}

  static ObjectNode write(AdvisoryCase c) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("state", c.state().name());
    node.put("approved", c.approved());
    ArrayNode approvals = node.putArray("approvals");
    c.approvals()
        .forEach(
            a ->
                approvals
                    .addObject()
                    .put("operator", a.operator())
                    .put("reason", a.reason())
                    .put("at", a.at().toString()));
    writeVersion(node.putObject("newest"), c.newest());
    c.previous().ifPresent(p -> writeVersion(node.putObject("previous"), p));
    return node;
  }

  private static void writeVersion(ObjectNode node, Advisory a) {
    node.put("id", a.id());
    node.put("version", a.version());
    node.put("issuer", a.issuer());
    node.put("issuedAt", a.issuedAt().toString());
    node.put("expiresAt", a.expiresAt().toString());
    node.put("response", a.response().name());
    node.put("summary", a.summary());
    node.put("withdrawn", a.withdrawn());
    node.put("contentSha256", a.contentSha256());
    a.references().forEach(node.putArray("references")::add);
    ArrayNode affected = node.putArray("affected");
    for (Affected model : a.affected()) {
      ObjectNode one =
          affected
              .addObject()
              .put("manufacturer", model.manufacturerId())
              .put("mudUrl", model.mudUrl());
      model.firmwareRevs().forEach(one.putArray("firmwareRevs")::add);
    }
  }

  static AdvisoryCase read(JsonNode node) {
    List<Approval> approvals = new ArrayList<>();
    node.path("approvals")
        .forEach(
            a ->
                approvals.add(
                    new Approval(
                        Fields.text(a, "operator"),
                        Fields.text(a, "reason"),
                        Fields.instant(a, "at"))));
    Optional<Advisory> previous =
        node.hasNonNull("previous")
            ? Optional.of(readVersion(Fields.object(node, "previous")))
            : Optional.empty();
    return new AdvisoryCase(
        readVersion(Fields.object(node, "newest")),
        State.valueOf(Fields.text(node, "state")),
        previous,
        approvals,
        Fields.flag(node, "approved"));
  }

  private static Advisory readVersion(JsonNode node) {
    List<Affected> affected = new ArrayList<>();
    node.path("affected")
        .forEach(
            a ->
                affected.add(
                    new Affected(
                        Fields.text(a, "manufacturer"),
                        Fields.text(a, "mudUrl"),
                        Fields.texts(a, "firmwareRevs"))));
    return new Advisory(
        Fields.text(node, "id"),
        Fields.whole(node, "version"),
        Fields.text(node, "issuer"),
        Fields.instant(node, "issuedAt"),
        Fields.instant(node, "expiresAt"),
        affected,
        Advisory.Response.valueOf(Fields.text(node, "response")),
        Fields.text(node, "summary"),
        Fields.texts(node, "references"),
        Fields.flag(node, "withdrawn"),
        Fields.text(node, "contentSha256"));
  }
}
