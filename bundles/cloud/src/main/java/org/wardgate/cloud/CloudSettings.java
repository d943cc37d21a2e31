package org.wardgate.cloud;

import java.util.regex.Pattern;
import org.wardgate.api.cloud.CloudErrors;
import org.wardgate.api.error.RefusedException;

/**
 * A {@link CloudConfiguration} that was checked.
 *
 * @param topic 1 to 64 characters of {@code [a-z0-9-]}
 * @param windowCount 1 to {@link #WINDOW_MAX_COUNT}
 */
record CloudSettings(String topic, int windowCount) {
  /** Half of what the cloud link takes at once, so that others get through. */
  static final int WINDOW_MAX_COUNT = 32;

  private static final Pattern TOPIC_FORM = Pattern.compile("[a-z0-9-]{1,64}");

  /**
   * Checks a configuration.
   *
   * @throws RefusedException naming the first value that is wrong
   */
  static CloudSettings of(CloudConfiguration configuration) throws RefusedException {
    String topic = given(configuration.topic());
    if (!TOPIC_FORM.matcher(topic).matches()) {
      throw refused("topic must match " + TOPIC_FORM.pattern());
    }
    int window = configuration.windowCount();
    if (window < 1 || window > WINDOW_MAX_COUNT) {
      throw refused("windowCount must be 1 to " + WINDOW_MAX_COUNT);
    }
    return new CloudSettings(topic, window);
  }

  // an attribute that is missing arrives as null, whatever the annotation's type says
  @SuppressWarnings("ConstantValue")
  private static String given(String value) {
    return value == null ? "" : value.strip();
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(CloudErrors.BAD_CONFIGURATION, detail);
  }
}
