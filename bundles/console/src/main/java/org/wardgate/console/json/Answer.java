package org.wardgate.console.json;

import org.wardgate.api.error.Problem;

/**
 * What a resource answers.
 *
 * @param status the HTTP status
 * @param body the content
 */
public record Answer(int status, JsonBody body) {

  /** It worked. */
  public static Answer ok(JsonBody body) {
    return new Answer(200, body);
  }

  /** It was refused. */
  public static Answer problem(int status, Problem problem) {
    return new Answer(
        status,
        json -> {
          json.writeStartObject();
          json.writeStringField("code", problem.code());
          json.writeStringField("reason", problem.reason());
          json.writeStringField("detail", problem.detail());
          json.writeStringField("remedy", problem.remedy());
          json.writeEndObject();
        });
  }
}
