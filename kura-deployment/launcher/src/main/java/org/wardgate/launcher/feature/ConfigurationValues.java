package org.wardgate.launcher.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a configuration's JSON into the property types of Configuration Admin: replaces {@code
 * ${variable}}, and honours {@code name:Type} keys (OSGi Compendium 8 §150.3.4) for scalars and
 * arrays of String, Character, Boolean and the numbers.
 */
public final class ConfigurationValues {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9._-]{1,64})}");

  private final Map<String, String> variables;
  private final boolean literal;

  /**
   * @param variables what {@code ${name}} stands for
   */
  public ConfigurationValues(Map<String, String> variables) {
    this(variables, false);
  }

  private ConfigurationValues(Map<String, String> variables, boolean literal) {
    this.variables = Map.copyOf(variables);
    this.literal = literal;
  }

  /** Values that are final: a dollar sign is one. */
  public static ConfigurationValues literal() {
    return new ConfigurationValues(Map.of(), true);
  }

  /**
   * The properties of one configuration.
   *
   * @throws IllegalArgumentException if a variable is unknown or a value does not fit its type
   */
  public Map<String, Object> properties(Map<String, Object> json) {
    Map<String, Object> properties = new LinkedHashMap<>();
    json.forEach(
        (key, value) -> {
          int colon = key.lastIndexOf(':');
          String name = colon < 0 ? key : key.substring(0, colon);
          String type = colon < 0 ? "" : key.substring(colon + 1);
          properties.put(name, convert(name, type, value));
        });
    return properties;
  }

  private Object convert(String name, String type, Object value) {
    if (value instanceof List<?> list) {
      return array(name, type.endsWith("[]") ? type.substring(0, type.length() - 2) : type, list);
    }
    return scalar(name, type, value);
  }

  private Object scalar(String name, String type, Object value) {
    Object plain = value instanceof String text ? substitute(text) : value;
    if (plain instanceof Map) {
      throw new IllegalArgumentException(name + " must not be an object");
    }
    return switch (type) {
      case "" -> plain;
      case "String" -> plain.toString();
      case "Integer" -> Integer.valueOf(plain.toString());
      case "Long" -> Long.valueOf(plain.toString());
      case "Short" -> Short.valueOf(plain.toString());
      case "Byte" -> Byte.valueOf(plain.toString());
      case "Float" -> Float.valueOf(plain.toString());
      case "Character" -> character(name, plain.toString());
      case "Double" -> Double.valueOf(plain.toString());
      case "Boolean" -> Boolean.valueOf(plain.toString());
      default -> throw new IllegalArgumentException(name + " has the unknown type " + type);
    };
  }

  private static Character character(String name, String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException(name + " must be one character");
    }
    return text.charAt(0);
  }

  private Object array(String name, String type, List<?> list) {
    List<Object> values = list.stream().map(value -> scalar(name, type, value)).toList();
    Class<?> component = values.isEmpty() ? emptyComponent(type) : values.get(0).getClass();
    Object array = java.lang.reflect.Array.newInstance(component, values.size());
    for (int i = 0; i < values.size(); i++) {
      java.lang.reflect.Array.set(array, i, values.get(i));
    }
    return array;
  }

  private static Class<?> emptyComponent(String type) {
    return switch (type) {
      case "Integer" -> Integer.class;
      case "Long" -> Long.class;
      case "Short" -> Short.class;
      case "Byte" -> Byte.class;
      case "Float" -> Float.class;
      case "Character" -> Character.class;
      case "Double" -> Double.class;
      case "Boolean" -> Boolean.class;
      default -> String.class;
    };
  }

  /** A text with its variables replaced. */
  public String substitute(String text) {
    if (literal) {
      return text;
    }
    return VARIABLE
        .matcher(text)
        .replaceAll(
            match -> {
              String value = variables.get(match.group(1));
              if (value == null) {
                throw new IllegalArgumentException("unknown variable " + match.group());
              }
              return Matcher.quoteReplacement(value);
            });
  }
}
