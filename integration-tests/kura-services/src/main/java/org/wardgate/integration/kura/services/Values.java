package org.wardgate.integration.kura.services;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.kura.configuration.Password;

/** Values of configurations from text. */
final class Values {
  private Values() {}

  /** A default: elements apart by commas, a backslash before what stands for itself. */
  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        part.append(text.charAt(i));
      } else if (c == ',') {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString().strip());
    return parts;
  }

  /** Of an attribute's declared type: cardinality 0 and ±1 is one value, more an array. */
  static Object of(String type, int cardinality, List<String> texts) {
    return of(type, Math.abs(cardinality) > 1, texts);
  }

  static Object of(String type, boolean several, List<String> texts) {
    if (!several) {
      return one(type, String.join(",", texts));
    }
    Object array = Array.newInstance(one(type, "0").getClass(), texts.size());
    for (int i = 0; i < texts.size(); i++) {
      Array.set(array, i, one(type, texts.get(i)));
    }
    return array;
  }

  private static Object one(String type, String text) {
    return switch (type) {
      case "Long" -> Long.valueOf(text);
      case "Integer" -> Integer.valueOf(text);
      case "Short" -> Short.valueOf(text);
      case "Byte" -> Byte.valueOf(text);
      case "Double" -> Double.valueOf(text);
      case "Float" -> Float.valueOf(text);
      case "Boolean" -> Boolean.valueOf(text);
      case "Char", "Character" -> text.charAt(0);
      case "Password" -> new Password(text);
      default -> text;
    };
  }
}
