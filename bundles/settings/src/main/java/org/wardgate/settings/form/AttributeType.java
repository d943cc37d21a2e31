package org.wardgate.settings.form;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Types of attributes, as a metatype document names them. */
enum AttributeType {
  STRING("String", String.class),
  LONG("Long", Long.class),
  INTEGER("Integer", Integer.class),
  SHORT("Short", Short.class),
  DOUBLE("Double", Double.class),
  FLOAT("Float", Float.class),
  CHAR("Char", Character.class),
  BYTE("Byte", Byte.class),
  BOOLEAN("Boolean", Boolean.class),
  PASSWORD("Password", String.class);

  private final String label;
  private final Class<?> javaType;

  AttributeType(String label, Class<?> javaType) {
    this.label = label;
    this.javaType = javaType;
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
    String value = isText() ? text : text.strip();
    return switch (this) {
      case STRING, PASSWORD -> value;
      case LONG -> Long.valueOf(value);
      case INTEGER -> Integer.valueOf(value);
      case SHORT -> Short.valueOf(value);
      case DOUBLE -> finite(value);
      case FLOAT -> finite(String.valueOf(Float.parseFloat(value))).floatValue();
      case CHAR -> character(value);
      case BYTE -> Byte.valueOf(value);
      case BOOLEAN -> truth(value);
    };
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
