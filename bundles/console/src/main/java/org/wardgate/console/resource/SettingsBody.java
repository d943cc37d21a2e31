package org.wardgate.console.resource;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;

/**
 * A change of settings: {@code {"version": "…", "values": {"attribute": ["text", …]}}}; one text
 * stands for a list of one.
 *
 * @param version that the values were edited from
 * @param values by attribute
 */
record SettingsBody(String version, Map<String, List<String>> values) {
  /** Most attributes in a change. */
  static final int VALUES_MAX_COUNT = 256;

  /** Most texts of one attribute. */
  static final int TEXTS_MAX_COUNT = 256;

  private static final int DEPTH_MAX = 3;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxStringLength(SettingsResources.BODY_MAX_BYTES)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /**
   * Reads a body.
   *
   * @throws RefusedException {@link ConsoleErrors#BAD_REQUEST}
   */
  static SettingsBody read(byte[] body) throws RefusedException {
    try (JsonParser parser = FACTORY.createParser(body)) {
      return read(parser);
    } catch (JsonProcessingException e) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, "not UTF-8", e);
    }
  }

  private static SettingsBody read(JsonParser parser) throws IOException, RefusedException {
    String version = "";
    Map<String, List<String>> values = new LinkedHashMap<>();
    expect(parser.nextToken() == JsonToken.START_OBJECT, "the body must be an object");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      switch (parser.currentName()) {
        case "version" -> {
          expect(parser.nextToken() == JsonToken.VALUE_STRING, "version must be a text");
          version = parser.getText();
        }
        case "values" -> values.putAll(values(parser));
        default -> throw Members.bad("the body must have the members version, values");
      }
    }
    expect(parser.nextToken() == null, "there is something behind the object");
    expect(!version.isEmpty(), "version is missing");
    expect(!values.isEmpty(), "values are missing");
    return new SettingsBody(version, values);
  }

  private static Map<String, List<String>> values(JsonParser parser)
      throws IOException, RefusedException {
    Map<String, List<String>> values = new LinkedHashMap<>();
    expect(parser.nextToken() == JsonToken.START_OBJECT, "values must be an object");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      expect(values.size() < VALUES_MAX_COUNT, "too many values");
      values.put(parser.currentName(), texts(parser));
    }
    return values;
  }

  private static List<String> texts(JsonParser parser) throws IOException, RefusedException {
    String rule = "a value must be a text or a list of texts";
    JsonToken first = parser.nextToken();
    if (first == JsonToken.VALUE_STRING) {
      return List.of(parser.getText());
    }
    expect(first == JsonToken.START_ARRAY, rule);
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(parser.currentToken() == JsonToken.VALUE_STRING, rule);
      expect(texts.size() < TEXTS_MAX_COUNT, "too many texts in one value");
      texts.add(parser.getText());
    }
    return texts;
  }

  private static void expect(boolean kept, String rule) throws RefusedException {
    if (!kept) {
      throw Members.bad(rule);
    }
  }
}
