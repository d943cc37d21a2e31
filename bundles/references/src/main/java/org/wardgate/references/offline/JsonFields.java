package org.wardgate.references.offline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.RefusedException;

/**
 * One JSON object, with where it is for people. Unknown fields are refused, so that a misspelt one
 * is noticed.
 *
 * @param where for example {@code components[2]}
 * @param node the object
 */
record JsonFields(String where, JsonNode node) {
  private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2})*");
  private static final int LABEL_MAX_CHARS = 128;

  static JsonFields of(String where, JsonNode node, Set<String> known) throws RefusedException {
    JsonFields fields = new JsonFields(where, node);
    if (!node.isObject()) {
      throw fields.refused("must be an object");
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw fields.refused("unknown field " + name);
      }
    }
    return fields;
  }

  RefusedException refused(String what) {
    return new RefusedException(ReferenceErrors.BAD_JSON, where + ": " + what);
  }

  boolean has(String field) {
    return node.has(field);
  }

  String text(String field, int maxChars) throws RefusedException {
    JsonNode value = node.path(field);
    if (!value.isTextual() || value.textValue().length() > maxChars) {
      throw refused(field + " must be a string of at most " + maxChars + " characters");
    }
    return value.textValue();
  }

  String label(String field) throws RefusedException {
    String text = text(field, LABEL_MAX_CHARS);
    if (text.isBlank()) {
      throw refused(field + " must not be blank");
    }
    return text;
  }

  Optional<String> optionalLabel(String field) throws RefusedException {
    return has(field) ? Optional.of(text(field, LABEL_MAX_CHARS)) : Optional.empty();
  }

  boolean bool(String field, boolean otherwise) throws RefusedException {
    JsonNode value = node.path(field);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw refused(field + " must be true or false");
    }
    return value.asBoolean(otherwise);
  }

  OptionalLong number(String field, long min) throws RefusedException {
    JsonNode value = node.path(field);
    if (value.isMissingNode()) {
      return OptionalLong.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < min) {
      throw refused(field + " must be a whole number from " + min);
    }
    return OptionalLong.of(value.longValue());
  }

  /** Bytes in hexadecimal, of one of the given lengths. */
  Bytes hex(String field, Set<Integer> lengthsBytes) throws RefusedException {
    return hex(field, node.path(field), lengthsBytes);
  }

  Bytes hex(String what, JsonNode value, Set<Integer> lengthsBytes) throws RefusedException {
    String text = value.isTextual() ? value.textValue() : "-";
    if (!HEX.matcher(text).matches() || !lengthsBytes.contains(text.length() / 2)) {
      throw refused(what + " must be hexadecimal of " + lengthsBytes + " bytes");
    }
    return Bytes.ofHex(text);
  }

  /** The items of an array; none if absent. */
  List<JsonNode> array(String field, int maxCount) throws RefusedException {
    JsonNode value = node.path(field);
    if (!value.isMissingNode() && !value.isArray()) {
      throw refused(field + " must be an array");
    }
    if (value.size() > maxCount) {
      throw refused("more than " + maxCount + " " + field);
    }
    List<JsonNode> items = new ArrayList<>();
    value.forEach(items::add);
    return items;
  }
}
