package org.wardgate.command.kura;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An attribute of a form.
 *
 * @param id its id
 * @param type as metatype names it
 * @param array whether it is a list
 * @param min lower limit, empty for none
 * @param max upper limit, empty for none
 * @param options the values it may have, empty for any
 * @param defaults what stands in for no value
 */
record Attribute(
    String id,
    String type,
    boolean array,
    String min,
    String max,
    Set<String> options,
    List<String> defaults) {

  /** Copies the collections. */
  Attribute {
    options = Set.copyOf(options);
    defaults = List.copyOf(defaults);
  }

  /**
   * A value as texts.
   *
   * @throws IllegalArgumentException if it does not fit the attribute
   */
  List<String> texts(Object value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      if (!array) {
        throw new IllegalArgumentException(id + " is no list");
      }
      list.forEach(element -> texts.add(String.valueOf(element)));
    } else {
      texts.add(String.valueOf(value));
    }
    texts.forEach(this::check);
    return List.copyOf(texts);
  }

  /**
   * Checks type, options and limits.
   *
   * @throws IllegalArgumentException if the text does not fit
   */
  void check(String text) {
    switch (type) {
      case "String", "Password" -> {}
      case "Boolean" -> fits(text.equals("true") || text.equals("false"), text);
      case "Double", "Float" -> limits(text);
      default -> {
        fits(text.matches("-?[0-9]{1,19}"), text);
        limits(text);
      }
    }
    fits(options.isEmpty() || options.contains(text), text);
  }

  private void limits(String text) {
    fits(text.length() < 32, text);
    BigDecimal number = new BigDecimal(text);
    fits(min.isEmpty() || number.compareTo(new BigDecimal(min)) >= 0, text);
    fits(max.isEmpty() || number.compareTo(new BigDecimal(max)) <= 0, text);
  }

  private void fits(boolean good, String text) {
    if (!good) {
      throw new IllegalArgumentException(id + " cannot be " + text);
    }
  }
}
