package org.wardgate.decision.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.wardgate.api.error.Problem;

/** Problems as JSON. */
final class ProblemJson {
  private ProblemJson() {}

  static ObjectNode write(Problem problem) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("code", problem.code())
        .put("reason", problem.reason())
        .put("detail", problem.detail())
        .put("remedy", problem.remedy());
  }

  static Problem read(JsonNode node) {
    return new Problem(
        Fields.text(node, "code"),
        Fields.text(node, "reason"),
        Fields.text(node, "detail"),
        Fields.text(node, "remedy"));
  }
}
