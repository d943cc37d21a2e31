package org.wardgate.decision.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.wardgate.api.inventory.TrustAction;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.trust.TrustVerdict.ForAction;
import org.wardgate.api.trust.TrustVerdict.Outcome;

/** Verdicts as JSON: an opinion is an array of belief, disbelief, uncertainty and base rate. */
final class VerdictJson {
  private static final int PARTS = 4;

  private VerdictJson() {}

  static ObjectNode write(TrustVerdict verdict) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("outcome", verdict.outcome().name());
    write(node.putArray("actual"), verdict.actual());
    node.put("required", verdict.required());
    ObjectNode contributions = node.putObject("contributions");
    new TreeMap<>(verdict.contributions())
        .forEach((source, opinion) -> write(contributions.putArray(source), opinion));
    node.put("conflict", verdict.conflict());
    if (!verdict.veto().isEmpty()) {
      node.put("veto", verdict.veto());
    }
    ObjectNode actions = node.putObject("actions");
    new TreeMap<>(verdict.actions())
        .forEach(
            (action, a) ->
                actions
                    .putObject(action.name())
                    .put("outcome", a.outcome().name())
                    .put("required", a.required()));
    return node;
  }

  private static void write(ArrayNode node, Opinion opinion) {
    node.add(opinion.belief())
        .add(opinion.disbelief())
        .add(opinion.uncertainty())
        .add(opinion.baseRate());
  }

  static TrustVerdict read(JsonNode node) {
    Map<String, Opinion> contributions = new HashMap<>();
    Fields.object(node, "contributions")
        .properties()
        .forEach(e -> contributions.put(e.getKey(), opinion(e.getValue())));
    Map<TrustAction, ForAction> actions = new EnumMap<>(TrustAction.class);
    Fields.object(node, "actions")
        .properties()
        .forEach(
            e ->
                actions.put(
                    TrustAction.valueOf(e.getKey()),
                    new ForAction(
                        Outcome.valueOf(Fields.text(e.getValue(), "outcome")),
                        Fields.number(e.getValue(), "required"))));
    return new TrustVerdict(
        Outcome.valueOf(Fields.text(node, "outcome")),
        opinion(node.path("actual")),
        Fields.number(node, "required"),
        contributions,
        Fields.number(node, "conflict"),
        Fields.optionalText(node, "veto").orElse(""),
        actions);
  }

  /** Records of before have the projected probability alone: it says nothing about what before. */
  static TrustVerdict ofProbability(double actual) {
    double belief = Math.max(0, Math.min(1, actual));
    return new TrustVerdict(
        Outcome.UNDECIDABLE, new Opinion(belief, 1 - belief, 0, 0.5), 0, Map.of());
  }

  private static Opinion opinion(JsonNode node) {
    if (!node.isArray() || node.size() != PARTS) {
      throw new IllegalArgumentException("an opinion must have four parts");
    }
    for (JsonNode part : node) {
      if (!part.isNumber()) {
        throw new IllegalArgumentException("an opinion must hold numbers");
      }
    }
    return new Opinion(
        node.get(0).doubleValue(),
        node.get(1).doubleValue(),
        node.get(2).doubleValue(),
        node.get(3).doubleValue());
  }
}
