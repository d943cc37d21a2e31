package org.wardgate.decision.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;
import org.wardgate.decision.state.AdvisoryCase.Approval;
import org.wardgate.decision.state.AssessmentKey;
import org.wardgate.decision.state.ChangeCase;
import org.wardgate.decision.state.ChangeKey;
import org.wardgate.decision.state.Outcome;

/** Changes and assessments as JSON. */
final class AssuranceJson {
  private AssuranceJson() {}

  static void write(ArrayNode array, Outcome.OfAssurance outcome) {
    if (outcome instanceof Outcome.ChangeIs c) {
      array.addObject().set("change", write(c.change()));
    } else if (outcome instanceof Outcome.ChangeForgotten f) {
      array
          .addObject()
          .putObject("changeForgotten")
          .put("kind", f.key().kind().name())
          .put("id", f.key().id())
          .put("adopted", f.key().adopted());
    } else if (outcome instanceof Outcome.AssessedIs a) {
      array.addObject().set("assessment", write(a.assessment()));
    } else if (outcome instanceof Outcome.AssessmentForgotten f) {
      array
          .addObject()
          .putObject("assessmentForgotten")
          .put("manufacturer", f.key().manufacturerId())
          .put("model", f.key().model())
          .put("version", f.key().version());
    }
  }

  private static ObjectNode write(ChangeCase c) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("kind", c.change().kind().name());
    node.put("id", c.change().id());
    node.put("version", c.change().version());
    node.put("sha256", c.change().sha256());
    node.put("issuer", c.issuer());
    node.put("summary", c.summary());
    node.put("since", c.since().toString());
    node.put("state", c.state().name());
    ArrayNode worsened = node.putArray("worsened");
    c.worsened().forEach(d -> worsened.add(d.value()));
    node.put("considered", c.consideredCount());
    ArrayNode approvals = node.putArray("approvals");
    c.approvals()
        .forEach(
            a ->
                approvals
                    .addObject()
                    .put("operator", a.operator())
                    .put("reason", a.reason())
                    .put("at", a.at().toString()));
    node.put("approved", c.approved());
    c.assessment().ifPresent(a -> node.set("assessment", write(a)));
    return node;
  }

  private static ObjectNode write(Assessment a) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("manufacturer", a.manufacturerId());
    node.put("model", a.model());
    node.put("version", a.version());
    node.put("cvssMax", a.cvssMax());
    node.put("open", a.openCount());
    node.put("exploited", a.exploitedCount());
    node.put("fixedIn", a.fixedIn());
    a.ids().forEach(node.putArray("ids")::add);
    node.put("at", a.at().toString());
    return node;
  }

  /** One of these, if the outcome is one. */
  static Optional<Outcome> read(JsonNode outcome) {
    if (outcome.has("change")) {
      return Optional.of(new Outcome.ChangeIs(readChange(Fields.object(outcome, "change"))));
    } else if (outcome.has("changeForgotten")) {
      JsonNode key = Fields.object(outcome, "changeForgotten");
      return Optional.of(
          new Outcome.ChangeForgotten(
              new ChangeKey(
                  Change.Kind.valueOf(Fields.text(key, "kind")),
                  Fields.text(key, "id"),
                  Fields.text(key, "adopted"))));
    } else if (outcome.has("assessment")) {
      return Optional.of(
          new Outcome.AssessedIs(readAssessment(Fields.object(outcome, "assessment"))));
    } else if (outcome.has("assessmentForgotten")) {
      JsonNode key = Fields.object(outcome, "assessmentForgotten");
      return Optional.of(
          new Outcome.AssessmentForgotten(
              new AssessmentKey(
                  Fields.text(key, "manufacturer"),
                  Fields.text(key, "model"),
                  Fields.text(key, "version"))));
    }
    return Optional.empty();
  }

  private static ChangeCase readChange(JsonNode node) {
    List<DeviceId> worsened = Fields.texts(node, "worsened").stream().map(DeviceId::new).toList();
    List<Approval> approvals = new ArrayList<>();
    node.path("approvals")
        .forEach(
            a ->
                approvals.add(
                    new Approval(
                        Fields.text(a, "operator"),
                        Fields.text(a, "reason"),
                        Fields.instant(a, "at"))));
    return new ChangeCase(
        new Change(
            Change.Kind.valueOf(Fields.text(node, "kind")),
            Fields.text(node, "id"),
            Fields.whole(node, "version"),
            Fields.text(node, "sha256")),
        Fields.text(node, "issuer"),
        Fields.text(node, "summary"),
        Fields.instant(node, "since"),
        ChangeCase.State.valueOf(Fields.text(node, "state")),
        worsened,
        Fields.integer(node, "considered"),
        approvals,
        Fields.flag(node, "approved"),
        node.hasNonNull("assessment")
            ? Optional.of(readAssessment(Fields.object(node, "assessment")))
            : Optional.empty());
  }

  private static Assessment readAssessment(JsonNode node) {
    return new Assessment(
        Fields.text(node, "manufacturer"),
        Fields.text(node, "model"),
        Fields.text(node, "version"),
        Fields.number(node, "cvssMax"),
        Fields.integer(node, "open"),
        Fields.integer(node, "exploited"),
        Fields.text(node, "fixedIn"),
        Fields.texts(node, "ids"),
        Fields.instant(node, "at"));
  }
}
