package org.wardgate.launcher.feature;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON into maps, lists, strings, booleans, longs and doubles. Comments are allowed, as
 * OSGi's feature and configuration formats allow them; repeated keys are not. JSON's null becomes
 * {@link Optional#empty()}.
 */
public final class JsonFile {

  /** Largest file read, in bytes. */
  public static final int SIZE_MAX_BYTES = 1_048_576;

  private static final int DEPTH_MAX = 16;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .build();

  private JsonFile() {}

  /**
   * Reads a file that holds one object.
   *
   * @throws IOException if it cannot be read, is too large, or holds something else; the message
   *     says where
   */
  public static Map<String, Object> read(Path file) throws IOException {
    if (Files.size(file) > SIZE_MAX_BYTES) {
      throw new IOException(file + " is larger than " + SIZE_MAX_BYTES + " bytes");
    }
    return parse(Files.readAllBytes(file));
  }

  /**
   * Reads bytes that hold one object; the caller limits their number.
   *
   * @throws IOException if they hold something else; the message says where
   */
  public static Map<String, Object> parse(byte[] json) throws IOException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("must hold one object");
      }
      Map<String, Object> content = object(parser);
      if (parser.nextToken() != null) {
        throw new IOException("holds more than one object");
      }
      return content;
    }
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> content = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      content.put(name, value(parser, parser.nextToken()));
    }
    return content;
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> content = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      content.add(value(parser, token));
    }
    return content;
  }

  private static Object value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
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
