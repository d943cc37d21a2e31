package org.wardgate.launcher.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a configuration's JSON into the property types of Configuration Admin: replaces {@code
 * ${variable}}, and honours {@code name:Type} keys (OSGi Compendium 8 §150.3.4) for scalars and
 * arrays of String, Integer, Long, Double and Boolean.
 */
public final class ConfigurationValues {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9._-]{1,64})}");

  private final Map<String, String> variables;

  /**
   * @param variables what {@code ${name}} stands for
   */
  public ConfigurationValues(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
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
      case "Double" -> Double.valueOf(plain.toString());
      case "Boolean" -> Boolean.valueOf(plain.toString());
      default -> throw new IllegalArgumentException(name + " has the unknown type " + type);
    };
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
      case "Double" -> Double.class;
      case "Boolean" -> Boolean.class;
      default -> String.class;
    };
  }

  /** A text with its variables replaced. */
  public String substitute(String text) {
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
