package org.wardgate.console.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.error.Problem;
import org.wardgate.api.update.UpdateView;

/** Updates as JSON. */
public final class UpdateJson {
  private UpdateJson() {}

  /** One update. */
  public static void write(JsonGenerator json, UpdateView update) throws IOException {
    Optional<Problem> problem = update.problem();
    json.writeStartObject();
    json.writeStringField("id", update.id());
    json.writeStringField("version", update.version());
    json.writeStringField("state", update.state().name());
    json.writeStringField("since", update.since().toString());
    json.writeStringField("signer", update.signer());
    strings(json, "approvals", update.approvals());
    json.writeStringField("code", problem.map(Problem::code).orElse(""));
    json.writeStringField("reason", problem.map(Problem::reason).orElse(""));
    json.writeStringField("detail", problem.map(Problem::detail).orElse(""));
    json.writeStringField("remedy", problem.map(Problem::remedy).orElse(""));
    strings(json, "findings", update.findings());
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
