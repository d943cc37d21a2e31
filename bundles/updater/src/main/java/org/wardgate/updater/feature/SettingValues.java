package org.wardgate.updater.feature;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether configurations can be made of what features and an instance say: every variable is known,
 * every value fits its type. Where the launcher would pass on what the framework's configuration
 * service then refuses, this refuses at once. Immutable.
 */
final class SettingValues {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9._-]{1,64})}");

  private final Map<String, String> variables;
  private final boolean literal;

  SettingValues(Map<String, String> variables) {
    this(variables, false);
  }

  private SettingValues(Map<String, String> variables, boolean literal) {
    this.variables = Map.copyOf(variables);
    this.literal = literal;
  }

  /** Values that are final: a dollar sign is one. */
  static SettingValues literal() {
    return new SettingValues(Map.of(), true);
  }

  /** A configuration with another laid over it: a member that is null takes one away. */
  static Map<String, Object> over(Map<String, Object> below, Map<String, Object> above) {
    Map<String, Object> merged = new HashMap<>(below);
    above.forEach(
        (key, value) -> {
          String name = plainName(key);
          merged.keySet().removeIf(present -> plainName(present).equals(name));
          if (!(value instanceof Optional)) {
            merged.put(key, value);
          }
        });
    return merged;
  }

  /** A key without its {@code :Type}. */
  private static String plainName(String key) {
    int colon = key.lastIndexOf(':');
    return colon < 0 ? key : key.substring(0, colon);
  }

  /**
   * Checks one configuration.
   *
   * @throws IllegalArgumentException saying which value is wrong
   */
  void check(Map<String, Object> properties) {
    Set<String> names = new HashSet<>();
    properties.forEach(
        (key, value) -> {
          String name = plainName(key);
          if (name.isBlank() || !names.add(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the name '" + name + "' is empty or there twice");
          }
          String type = key.equals(name) ? "" : key.substring(name.length() + 1);
          if (value instanceof List<?> list) {
            array(name, type.endsWith("[]") ? type.substring(0, type.length() - 2) : type, list);
          } else {
            Object unused = scalar(name, type, value);
          }
        });
  }

  private void array(String name, String type, List<?> list) {
    Class<?> component = Object.class;
    for (Object element : list) {
      Object value = scalar(name, type, element);
      if (component != Object.class && component != value.getClass()) {
        throw new IllegalArgumentException(name + " has elements of different types");
      }
      component = value.getClass();
    }
  }

  private Object scalar(String name, String type, Object value) {
    if (value instanceof Map || value instanceof List || value instanceof Optional) {
      throw new IllegalArgumentException(name + " must be a text, a number or true or false");
    }
    Object plain = value instanceof String text ? substitute(text) : value;
    String shown = plain.toString();
    return switch (type) {
      case "" -> plain;
      case "String" -> shown;
      case "Integer" -> Integer.valueOf(shown);
      case "Long" -> Long.valueOf(shown);
      case "Short" -> Short.valueOf(shown);
      case "Byte" -> Byte.valueOf(shown);
      case "Float" -> Float.valueOf(shown);
      case "Double" -> Double.valueOf(shown);
      case "Boolean" -> Boolean.valueOf(shown);
      case "Character" -> character(name, shown);
      default -> throw new IllegalArgumentException(name + " has the unknown type " + type);
    };
  }

  private static Character character(String name, String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException(name + " must be one character");
    }
    return text.charAt(0);
  }

  /**
   * A text with its variables replaced.
   *
   * @throws IllegalArgumentException if one is unknown, or it grows too long
   */
  String substitute(String text) {
    if (literal) {
      return text;
    }
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String value = variables.get(matcher.group(1));
      if (value == null) {
        throw new IllegalArgumentException("unknown variable " + matcher.group());
      }
      matcher.appendReplacement(result, Matcher.quoteReplacement(value));
      requireShort(result.length());
    }
    matcher.appendTail(result);
    requireShort(result.length());
    return result.toString();
  }

  private static void requireShort(int length) {
    if (length > FeatureLimits.SUBSTITUTED_MAX_CHARS) {
      throw new IllegalArgumentException(
          "a text is longer than " + FeatureLimits.SUBSTITUTED_MAX_CHARS + " characters");
    }
  }
}
