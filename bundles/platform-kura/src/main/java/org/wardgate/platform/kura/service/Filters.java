package org.wardgate.platform.kura.service;

import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.ConfigurationErrors;
import org.wardgate.api.error.RefusedException;

/** Filters that select a service. Stateless. */
public final class Filters {
  private Filters() {}

  /**
   * Refuses what is no filter.
   *
   * @param name of the attribute; no reference of a component may have it without {@code .target}
   * @param otherwise stands in for a filter that is missing or refused
   */
  public static String read(Checked checked, String name, String otherwise) {
    Object target = checked.raw(name);
    if (target == null) {
      return otherwise;
    }
    if (target instanceof String text && isFilter(text)) {
      return text;
    }
    checked.refuse(name, new RefusedException(ConfigurationErrors.BAD_VALUE, "an OSGi filter"));
    return otherwise;
  }

  private static boolean isFilter(String text) {
    try {
      return text.length() <= Checked.TEXT_MAX_CHARS
          && !FrameworkUtil.createFilter(text).toString().isEmpty();
    } catch (InvalidSyntaxException e) {
      return false;
    }
  }
}
