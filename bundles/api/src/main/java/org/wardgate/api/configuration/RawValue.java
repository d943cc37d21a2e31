package org.wardgate.api.configuration;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;

/** Values as they arrive, of whatever type. */
final class RawValue {
  private static final int NUMBER_MAX_CHARS = 32;

  private RawValue() {}

  /**
   * The one value of a scalar.
   *
   * @return null if there is none
   */
  static @Nullable Object scalar(@Nullable Object raw) throws RefusedException {
    if (raw == null || !(raw.getClass().isArray() || raw instanceof Collection)) {
      return raw;
    }
    List<Object> elements = elements(raw, 1);
    return elements.isEmpty() ? null : elements.get(0);
  }

  /** The elements of a list; a scalar is a list of one. Nulls and empty texts are left out. */
  static List<Object> elements(Object raw, int maxCount) throws RefusedException {
    List<Object> all = new ArrayList<>();
    if (raw instanceof Collection<?> collection) {
      limit(collection.size(), maxCount);
      collection.forEach(element -> keep(all, element));
    } else if (raw.getClass().isArray()) {
      int length = Array.getLength(raw);
      limit(length, maxCount);
      for (int i = 0; i < length; i++) {
        keep(all, Array.get(raw, i));
      }
    } else {
      keep(all, raw);
    }
    return all;
  }

  private static void keep(List<Object> all, @Nullable Object element) {
    if (element != null && !"".equals(element)) {
      all.add(element);
    }
  }

  private static void limit(int count, int maxCount) throws RefusedException {
    if (count > maxCount) {
      throw maxCount == 1
          ? wrongType("a list", "one value")
          : new RefusedException(
              ConfigurationErrors.OUT_OF_RANGE, count + " values; at most " + maxCount);
    }
  }

  /** A value that was taken, as a text or a list of texts that is taken as the same value. */
  static Object asText(Object raw) {
    if (raw instanceof Collection || raw.getClass().isArray()) {
      try {
        return elements(raw, Integer.MAX_VALUE).stream().map(String::valueOf).toList();
      } catch (RefusedException e) {
        throw new IllegalStateException("there is no limit", e);
      }
    }
    return String.valueOf(raw);
  }

  static String text(Object raw) throws RefusedException {
    if (raw instanceof String text) {
      return text;
    }
    throw wrongType(typeOf(raw), "text");
  }

  static long number(Object raw) throws RefusedException {
    if (raw instanceof Integer || raw instanceof Long || raw instanceof Short) {
      return ((Number) raw).longValue();
    }
    if (raw instanceof Byte small) {
      return small;
    }
    try {
      return Long.parseLong(digits(raw, "a whole number"));
    } catch (NumberFormatException e) {
      throw wrongType("text", "a whole number", e);
    }
  }

  static double decimal(Object raw) throws RefusedException {
    if (raw instanceof Double || raw instanceof Float || raw instanceof Integer) {
      return ((Number) raw).doubleValue();
    }
    if (raw instanceof Long whole) {
      return whole;
    }
    try {
      return Double.parseDouble(digits(raw, "a number"));
    } catch (NumberFormatException e) {
      throw wrongType("text", "a number", e);
    }
  }

  static boolean flag(Object raw) throws RefusedException {
    if (raw instanceof Boolean flag) {
      return flag;
    }
    String text = raw instanceof String given ? given.strip().toLowerCase(Locale.ROOT) : "";
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    throw wrongType(typeOf(raw), "true or false");
  }

  private static String digits(Object raw, String wanted) throws RefusedException {
    if (!(raw instanceof String text) || text.length() > NUMBER_MAX_CHARS) {
      throw wrongType(typeOf(raw), wanted);
    }
    return text.strip();
  }

  /** For people: cleaned and shortened. What is of no known type is named by its type alone. */
  static String shown(@Nullable Object raw) {
    if (raw instanceof String text) {
      int end = Math.min(text.length(), Checked.SHOWN_MAX_CHARS);
      boolean split =
          end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
      return Problem.clean(text.substring(0, split ? end - 1 : end));
    }
    return raw instanceof Boolean || isNumber(raw) ? String.valueOf(raw) : typeOf(raw);
  }

  private static boolean isNumber(@Nullable Object raw) {
    return raw instanceof Number && raw.getClass().getName().startsWith("java.lang.");
  }

  private static String typeOf(@Nullable Object raw) {
    if (raw == null) {
      return "nothing";
    }
    String name =
        raw instanceof Collection || raw.getClass().isArray()
            ? "a list"
            : raw.getClass().getSimpleName();
    return shown(name);
  }

  private static RefusedException wrongType(String found, String wanted) {
    return new RefusedException(ConfigurationErrors.WRONG_TYPE, found + " instead of " + wanted);
  }

  private static RefusedException wrongType(String found, String wanted, Throwable cause) {
    return new RefusedException(
        ConfigurationErrors.WRONG_TYPE, found + " instead of " + wanted, cause);
  }
}
