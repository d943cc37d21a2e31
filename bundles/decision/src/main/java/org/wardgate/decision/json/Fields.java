package org.wardgate.decision.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** Reads mandatory and optional fields; anything missing or of another type is refused. */
final class Fields {
  private Fields() {}

  static String text(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isTextual()) {
      throw new IllegalArgumentException("field '" + name + "' must be text");
    }
    return value.textValue();
  }

  static Optional<String> optionalText(JsonNode node, String name) {
    return node.hasNonNull(name) ? Optional.of(text(node, name)) : Optional.empty();
  }

  static int integer(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.canConvertToInt()) {
      throw new IllegalArgumentException("field '" + name + "' must be an integer");
    }
    return value.intValue();
  }

  static double number(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isNumber()) {
      throw new IllegalArgumentException("field '" + name + "' must be a number");
    }
    return value.doubleValue();
  }

  static boolean flag(JsonNode node, String name) {
    return node.path(name).asBoolean(false);
  }

  static Instant instant(JsonNode node, String name) {
    return Instant.parse(text(node, name));
  }

  static JsonNode object(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isObject()) {
      throw new IllegalArgumentException("field '" + name + "' must be an object");
    }
    return value;
  }
}
