package org.wardgate.console.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
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
    Texts.write(json, "approvals", update.approvals());
    json.writeStringField("code", problem.map(Problem::code).orElse(""));
    json.writeStringField("reason", problem.map(Problem::reason).orElse(""));
    json.writeStringField("detail", problem.map(Problem::detail).orElse(""));
    json.writeStringField("remedy", problem.map(Problem::remedy).orElse(""));
    Texts.write(json, "findings", update.findings());
    json.writeEndObject();
  }
}
