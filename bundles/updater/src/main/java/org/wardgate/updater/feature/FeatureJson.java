package org.wardgate.updater.feature;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON into maps, lists, strings, booleans, longs and doubles, as the launcher does: comments
 * are allowed, repeated members are not, and null becomes {@link Optional#empty()}. Not
 * thread-safe: one for each document.
 */
final class FeatureJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(FeatureLimits.DEPTH_MAX_COUNT)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .build();

  private final JsonParser parser;
  private int values;

  private FeatureJson(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads bytes that hold one object.
   *
   * @throws IOException if they hold something else, or too much
   */
  static Map<String, Object> parse(byte[] json) throws IOException {
    if (json.length > FeatureLimits.FEATURE_MAX_BYTES) {
      throw new IOException("larger than " + FeatureLimits.FEATURE_MAX_BYTES + " bytes");
    }
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("must hold one object");
      }
      Map<String, Object> content = new FeatureJson(parser).object();
      if (parser.nextToken() != null) {
        throw new IOException("holds more than one object");
      }
      return content;
    }
  }

  private Map<String, Object> object() throws IOException {
    Map<String, Object> content = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      content.put(name, value(parser.nextToken()));
    }
    return content;
  }

  private List<Object> array() throws IOException {
    List<Object> content = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      content.add(value(token));
    }
    return content;
  }

  private Object value(JsonToken token) throws IOException {
    if (++values > FeatureLimits.VALUES_MAX_COUNT) {
      throw new IOException("more than " + FeatureLimits.VALUES_MAX_COUNT + " values");
    }
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> Optional.empty();
      default -> throw new IOException("unexpected " + token);
    };
  }
}
