package org.wardgate.settings.form;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.wardgate.api.configuration.ConfigurationErrors;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;

/** Turns what somebody typed into what a configuration holds, if the attribute allows it. */
final class ValueCheck {
  /** Longest text of one value, in characters. */
  static final int TEXT_MAX_CHARS = 65_536;

  /** Most values of one list, whatever its attribute says. */
  static final int VALUES_MAX_COUNT = 256;

  private ValueCheck() {}

  /**
   * The value.
   *
   * @param texts one for each element; none gives an empty list, or the default of what is no list
   * @throws RefusedException WG-CFG
   */
  static Object convert(Attribute attribute, List<String> texts) throws RefusedException {
    if (attribute.cardinality() > 0) {
      int most = Math.min(attribute.cardinality(), VALUES_MAX_COUNT);
      if (texts.size() > most) {
        throw refused(ConfigurationErrors.OUT_OF_RANGE, attribute, "at most " + most + " values");
      }
      List<Object> values = new ArrayList<>();
      // an empty text alone is how somebody types an empty list
      for (String text : texts.equals(List.of("")) ? List.<String>of() : texts) {
        values.add(one(attribute, text));
      }
      return attribute.type().array(values);
    }
    List<String> given = texts.isEmpty() ? attribute.defaults() : texts;
    if (given.size() != 1) {
      throw refused(ConfigurationErrors.BAD_VALUE, attribute, "exactly one value");
    }
    return one(attribute, given.get(0));
  }

  private static Object one(Attribute attribute, String text) throws RefusedException {
    if (text.length() > TEXT_MAX_CHARS) {
      throw refused(
          ConfigurationErrors.BAD_VALUE, attribute, "at most " + TEXT_MAX_CHARS + " characters");
    }
    if (text.isEmpty() && attribute.type().isText() && optional(attribute)) {
      return text;
    }
    if (attribute.required() && text.isEmpty()) {
      throw refused(ConfigurationErrors.BAD_VALUE, attribute, "it must have a value");
    }
    if (!attribute.options().isEmpty()
        && attribute.options().stream().noneMatch(option -> option.value().equals(text))) {
      throw refused(ConfigurationErrors.OUT_OF_RANGE, attribute, "not one of the options");
    }
    Object value = parsed(attribute, text);
    limits(attribute, value);
    return value;
  }

  /** What is empty by default may be empty, whatever the document says about it. */
  private static boolean optional(Attribute attribute) {
    return !attribute.required()
        || (attribute.cardinality() == 0 && attribute.defaults().equals(List.of("")));
  }

  private static Object parsed(Attribute attribute, String text) throws RefusedException {
    try {
      return attribute.type().parse(text);
    } catch (IllegalArgumentException e) {
      throw refused(
          ConfigurationErrors.WRONG_TYPE, attribute, "must be of type " + attribute.type().label());
    }
  }

  private static void limits(Attribute attribute, Object value) throws RefusedException {
    String unit = "";
    BigDecimal measured;
    if (value instanceof Number number) {
      measured = new BigDecimal(number.toString());
    } else if (value instanceof String text) {
      measured = BigDecimal.valueOf(text.length());
      unit = " characters";
    } else {
      return; // characters and truth values have none
    }
    if (!attribute.min().isEmpty() && measured.compareTo(limit(attribute.min())) < 0) {
      throw refused(
          ConfigurationErrors.OUT_OF_RANGE, attribute, "at least " + attribute.min() + unit);
    }
    if (!attribute.max().isEmpty() && measured.compareTo(limit(attribute.max())) > 0) {
      throw refused(
          ConfigurationErrors.OUT_OF_RANGE, attribute, "at most " + attribute.max() + unit);
    }
  }

  /** A limit that is no number limits nothing can pass: a document of ours is wrong then. */
  private static BigDecimal limit(String text) throws RefusedException {
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      throw new RefusedException(ConfigurationErrors.OUT_OF_RANGE, "the limit " + text, e);
    }
  }

  private static RefusedException refused(ErrorCode code, Attribute attribute, String rule) {
    return new RefusedException(code, attribute.id() + ": " + rule);
  }
}
