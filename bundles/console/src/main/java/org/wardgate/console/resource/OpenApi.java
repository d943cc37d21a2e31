package org.wardgate.console.resource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.wardgate.console.json.Answer;

/** The API's own description, OpenAPI 3. */
final class OpenApi {

  private static final String FILE = "openapi.json";

  private OpenApi() {}

  static Answer serve(Call call) throws IOException {
    String document = document();
    return Answer.ok(json -> json.writeRaw(document));
  }

  static String document() throws IOException {
    try (InputStream in = OpenApi.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("no " + FILE + " in this bundle");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
