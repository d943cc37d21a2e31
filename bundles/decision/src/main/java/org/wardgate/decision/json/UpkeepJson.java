package org.wardgate.decision.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.UpdateMark;

/** The gateway's own upkeep as JSON. */
final class UpkeepJson {
  private static final String UPDATE = "update";
  private static final String UPDATE_FORGOTTEN = "updateForgotten";
  private static final String CONFIGURATION = "configurationRefused";

  private UpkeepJson() {}

  static void write(ArrayNode array, Outcome.OfUpkeep outcome) {
    if (outcome instanceof Outcome.UpdateIs is) {
      UpdateMark update = is.update();
      ObjectNode node = array.addObject().putObject(UPDATE);
      node.put("id", update.id());
      node.put("state", update.state());
      node.put("line", update.line());
      node.put("at", update.at().toString());
      update.steps().forEach(node.putArray("steps")::add);
      node.put("settled", update.settled());
    } else if (outcome instanceof Outcome.UpdateForgotten forgotten) {
      array.addObject().put(UPDATE_FORGOTTEN, forgotten.id());
    } else if (outcome instanceof Outcome.ConfigurationRefused refused) {
      ObjectNode node = array.addObject().putObject(CONFIGURATION);
      node.put("pid", refused.pid());
      refused.lines().forEach(node.putArray("lines")::add);
    }
  }

  static Optional<Outcome> read(JsonNode outcome) {
    if (outcome.has(UPDATE)) {
      JsonNode node = Fields.object(outcome, UPDATE);
      return Optional.of(
          new Outcome.UpdateIs(
              new UpdateMark(
                  Fields.text(node, "id"),
                  Fields.text(node, "state"),
                  Fields.text(node, "line"),
                  Fields.instant(node, "at"),
                  Fields.texts(node, "steps"),
                  node.path("settled").asBoolean(false))));
    } else if (outcome.has(UPDATE_FORGOTTEN)) {
      return Optional.of(new Outcome.UpdateForgotten(Fields.text(outcome, UPDATE_FORGOTTEN)));
    } else if (outcome.has(CONFIGURATION)) {
      JsonNode node = Fields.object(outcome, CONFIGURATION);
      return Optional.of(
          new Outcome.ConfigurationRefused(Fields.text(node, "pid"), Fields.texts(node, "lines")));
    }
    return Optional.empty();
  }
}
