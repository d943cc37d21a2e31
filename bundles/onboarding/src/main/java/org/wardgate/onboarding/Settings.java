package org.wardgate.onboarding;

import java.time.Duration;
import java.util.Map;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;

/**
 * Validated configuration.
 *
 * @param decisionWait how long a request waits for the decision, at most 8 seconds
 * @param renewalNeedsNewKey whether every renewal comes with a new key
 */
record Settings(Duration decisionWait, boolean renewalNeedsNewKey) {
  /** Longest wait for a decision. */
  static final int WAIT_MAX_SECONDS = 8;

  /** Reads what an operator configured. */
  static Parsed<Settings> of(Map<String, ?> properties) {
    Checked checked = Checked.of(OnboardingConfig.class, properties);
    return checked.parsed(
        new Settings(
            Duration.ofSeconds(checked.integer("decisionWaitSeconds", 0, WAIT_MAX_SECONDS)),
            checked.flag("renewalNeedsNewKey")));
  }
}
