package org.wardgate.settings.form;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A configuration's value as texts, whatever form it was stored in. */
final class StoredValue {
  private StoredValue() {}

  /** One text for each element. */
  static List<String> texts(Object value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof Collection<?> collection) {
      collection.forEach(element -> texts.add(shown(element)));
    } else if (value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value) && i < ValueCheck.VALUES_MAX_COUNT; i++) {
        texts.add(shown(Array.get(value, i)));
      }
    } else {
      texts.add(shown(value));
    }
    return texts.subList(0, Math.min(texts.size(), ValueCheck.VALUES_MAX_COUNT));
  }

  private static String shown(Object element) {
    String text = String.valueOf(element);
    return text.length() <= ValueCheck.TEXT_MAX_CHARS
        ? text
        : text.substring(0, ValueCheck.TEXT_MAX_CHARS);
  }
}
