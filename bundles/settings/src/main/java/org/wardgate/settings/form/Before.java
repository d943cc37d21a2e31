package org.wardgate.settings.form;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.RefusedException;

/** What stood before a change: stores of this project keep what they are not told. */
final class Before {
  private Before() {}

  /**
   * The values that undo a change.
   *
   * @param old what was stored; passwords as plain text, without those that cannot be revealed
   * @param stored the names of all that was stored
   * @param changed what was set
   * @return the old values, and the default of each changed attribute that had none
   */
  static Map<String, Object> of(
      Shape shape, Map<String, Object> old, Set<String> stored, Set<String> changed)
      throws RefusedException {
    Map<String, Object> all = new LinkedHashMap<>(old);
    for (Attribute attribute : shape.attributes()) {
      if (changed.contains(attribute.id()) && !stored.contains(attribute.id())) {
        all.put(attribute.id(), ValueCheck.convert(attribute, attribute.defaults()));
      }
    }
    return all;
  }
}
