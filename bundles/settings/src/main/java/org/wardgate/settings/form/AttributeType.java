package org.wardgate.settings.form;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Types of attributes, as a metatype document names them. */
enum AttributeType {
  STRING("String", String.class, text -> text),
  LONG("Long", Long.class, Long::valueOf),
  INTEGER("Integer", Integer.class, Integer::valueOf),
  SHORT("Short", Short.class, Short::valueOf),
  DOUBLE("Double", Double.class, AttributeType::finite),
  FLOAT("Float", Float.class, text -> finite(text).floatValue()),
  CHAR("Char", Character.class, AttributeType::character),
  BYTE("Byte", Byte.class, Byte::valueOf),
  BOOLEAN("Boolean", Boolean.class, AttributeType::truth),
  PASSWORD("Password", String.class, text -> text);

  private final String label;
  private final Class<?> javaType;
  private final Function<String, Object> parser;

  AttributeType(String label, Class<?> javaType, Function<String, Object> parser) {
    this.label = label;
    this.javaType = javaType;
    this.parser = parser;
  }

  /** The type of that name. */
  static Optional<AttributeType> of(String label) {
    String known = label.equals("Character") ? CHAR.label : label;
    return Arrays.stream(values()).filter(type -> type.label.equals(known)).findFirst();
  }

  /** Its name in metatype documents. */
  String label() {
    return label;
  }

  /** Whether limits count characters, not the value. */
  boolean isText() {
    return javaType == String.class;
  }

  /**
   * The value that a text stands for.
   *
   * @throws IllegalArgumentException if it stands for none
   */
  Object parse(String text) {
    return parser.apply(isText() ? text : text.strip());
  }

  /** An array of this type, as a configuration holds it. */
  Object array(List<Object> values) {
    Object array = Array.newInstance(javaType, values.size());
    for (int i = 0; i < values.size(); i++) {
      Array.set(array, i, values.get(i));
    }
    return array;
  }

  private static Double finite(String text) {
    double value = Double.parseDouble(text);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("must be finite");
    }
    return value;
  }

  private static Character character(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException("must be one character");
    }
    return text.charAt(0);
  }

  private static Boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }
}
