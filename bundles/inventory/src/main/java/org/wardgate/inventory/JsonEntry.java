package org.wardgate.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryErrors;

/**
 * One JSON object of the inventory, with where it is, so that every refusal names its entry.
 * Unknown fields are refused: a misspelt {@code lifeSupport} must not silently mean "no".
 *
 * @param where for people, for example {@code devices[3]}
 * @param node the object
 */
record JsonEntry(String where, JsonNode node) {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  static JsonEntry of(String where, JsonNode node, Set<String> known) throws RefusedException {
    JsonEntry entry = new JsonEntry(where, node);
    if (!node.isObject()) {
      throw entry.malformed("must be an object");
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw entry.malformed("unknown field " + name);
      }
    }
    return entry;
  }

  RefusedException malformed(String what) {
    return new RefusedException(InventoryErrors.MALFORMED, where + ": " + what);
  }

  RefusedException tooLarge(String what) {
    return new RefusedException(InventoryErrors.TOO_LARGE, where + ": " + what);
  }

  boolean has(String field) {
    return node.has(field);
  }

  /** A short text: one line, printable, not empty. */
  String label(String field) throws RefusedException {
    String text = text(field, InventoryLimits.LABEL_MAX_CHARS);
    if (text.isBlank() || !Problem.clean(text).equals(text)) {
      throw malformed(field + " must be printable and not blank");
    }
    return text;
  }

  /** An identifier: lower-case letters, digits, dot, hyphen, underscore. */
  String id(String field) throws RefusedException {
    String text = text(field, InventoryLimits.LABEL_MAX_CHARS);
    if (!ID.matcher(text).matches()) {
      throw malformed(field + " must match " + ID.pattern());
    }
    return text;
  }

  String text(String field, int maxChars) throws RefusedException {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw malformed(field + " must be a string");
    }
    if (value.textValue().length() > maxChars) {
      throw malformed(field + " is longer than " + maxChars + " characters");
    }
    return value.textValue();
  }

  boolean flag(String field) throws RefusedException {
    JsonNode value = node.path(field);
    if (!value.isBoolean()) {
      throw malformed(field + " must be true or false");
    }
    return value.booleanValue();
  }

  /** A number from 0 to 1. */
  double fraction(String field) throws RefusedException {
    JsonNode value = node.path(field);
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(number >= 0 && number <= 1)) {
      throw malformed(field + " must be a number from 0 to 1");
    }
    return number;
  }

  int integer(String field, int min, int max) throws RefusedException {
    JsonNode value = node.path(field);
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < min
        || value.intValue() > max) {
      throw malformed(field + " must be a whole number from " + min + " to " + max);
    }
    return value.intValue();
  }

  /** The elements of an array; none if the field is absent. */
  List<JsonNode> list(String field, int maxCount) throws RefusedException {
    if (!has(field)) {
      return List.of();
    }
    JsonNode value = node.path(field);
    if (!value.isArray()) {
      throw malformed(field + " must be an array");
    }
    if (value.size() > maxCount) {
      throw tooLarge("more than " + maxCount + " " + field);
    }
    List<JsonNode> elements = new ArrayList<>(value.size());
    value.elements().forEachRemaining(elements::add);
    return elements;
  }
}
