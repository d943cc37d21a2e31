package org.wardgate.platform.kura.service;

import java.util.Map;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.ConfigurationErrors;
import org.wardgate.api.error.RefusedException;

/** Filters that select a service. Stateless. */
public final class Filters {
  private Filters() {}

  /** Refuses what is no filter; without one the reference's own holds. */
  public static void check(Checked checked, String name, Map<String, ?> properties) {
    Object target = properties.get(name);
    if (target != null && !isFilter(target)) {
      checked.refuse(name, new RefusedException(ConfigurationErrors.BAD_VALUE, "an OSGi filter"));
    }
  }

  private static boolean isFilter(Object target) {
    try {
      return target instanceof String text
          && text.length() <= Checked.TEXT_MAX_CHARS
          && !FrameworkUtil.createFilter(text).toString().isEmpty();
    } catch (InvalidSyntaxException e) {
      return false;
    }
  }
}
