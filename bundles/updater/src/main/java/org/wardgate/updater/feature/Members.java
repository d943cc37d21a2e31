package org.wardgate.updater.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes values of {@link FeatureJson} as what they must be, or says which is wrong. Stateless. */
final class Members {
  private Members() {}

  static String text(Object value, String name) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(name + " must be a string");
  }

  /** An integer; a string of digits counts. */
  static int integer(Object value, String name) {
    if (value instanceof Long number && number == number.intValue()) {
      return number.intValue();
    }
    if (value instanceof String text) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException(name + " must be an integer");
  }

  static List<?> list(Object value, String name) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException(name + " must be an array");
  }

  static Map<String, Object> object(Object value, String name) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> object = new LinkedHashMap<>();
      map.forEach((key, member) -> object.put(String.valueOf(key), member));
      return object;
    }
    throw new IllegalArgumentException(name + " must be an object");
  }

  /** Configurations by PID. */
  static Map<String, Map<String, Object>> configurations(Object value) {
    Map<String, Map<String, Object>> configurations = new LinkedHashMap<>();
    object(value, "configurations")
        .forEach((pid, properties) -> configurations.put(pid, object(properties, pid)));
    return configurations;
  }
}
