package org.wardgate.platform.kura.cloud;

import java.util.Map;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.platform.kura.service.Filters;

/**
 * A form of a cloud link that was checked.
 *
 * @param target the filter that selects the publisher
 * @param confirmSeconds how long a confirmation is waited for, 5 to 600
 * @param outstandingMaxCount most messages that wait for one, 1 to 256
 */
record LinkSettings(String target, int confirmSeconds, int outstandingMaxCount) {
  static final int CONFIRM_MIN_SECONDS = 5;
  static final int CONFIRM_MAX_SECONDS = 600;
  static final int OUTSTANDING_MAX_COUNT = 256;

  static final String NOBODY = "(kura.service.pid=changeme)";

  private static final String TARGET = "CloudPublisher.target";

  /** Reads either form: they differ in what they say alone. */
  static Parsed<LinkSettings> of(Map<String, ?> properties) {
    Checked checked = Checked.of(LinkForm.class, properties);
    return checked.parsed(
        new LinkSettings(
            Filters.read(checked, TARGET, NOBODY),
            checked.integer("confirmSeconds", CONFIRM_MIN_SECONDS, CONFIRM_MAX_SECONDS),
            checked.integer("outstandingMax", 1, OUTSTANDING_MAX_COUNT)));
  }
}
