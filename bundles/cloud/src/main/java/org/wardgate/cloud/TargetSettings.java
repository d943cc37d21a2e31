package org.wardgate.cloud;

import java.util.Map;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.ConfigurationErrors;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;

/**
 * A {@link TargetConfiguration} that was checked.
 *
 * @param link selects the cloud link
 * @param sending how it is sent
 */
record TargetSettings(Filter link, CloudSettings sending) {
  /** Selects none. */
  static final String NOBODY = "(kura.service.pid=changeme)";

  private static final String LINK = "CloudLink.target";

  /** Checks a configuration. */
  static Parsed<TargetSettings> of(Map<String, ?> properties) {
    Checked checked = Checked.of(TargetConfiguration.class, properties);
    return checked.parsed(new TargetSettings(link(checked), CloudSettings.of(checked)));
  }

  private static Filter link(Checked checked) {
    Object given = checked.raw(LINK);
    try {
      if (given == null) {
        return FrameworkUtil.createFilter(NOBODY);
      }
      if (given instanceof String text && text.length() <= Checked.TEXT_MAX_CHARS) {
        return FrameworkUtil.createFilter(text);
      }
    } catch (InvalidSyntaxException e) {
      return refused(checked, e);
    }
    return refused(checked, new IllegalArgumentException("another type, or too long"));
  }

  private static Filter refused(Checked checked, Exception cause) {
    checked.refuse(
        LINK, new RefusedException(ConfigurationErrors.BAD_VALUE, "an OSGi filter", cause));
    try {
      return FrameworkUtil.createFilter(NOBODY);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("a constant is no filter", e);
    }
  }
}
