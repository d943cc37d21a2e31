package org.wardgate.decision.rules;

import java.time.Duration;
import org.wardgate.api.view.TrustView.Exemption.Kind;

/**
 * How long people may allow a device something.
 *
 * @param min at least
 * @param max at most
 */
record ExemptionLimits(Duration min, Duration max) {
  /** The end of an acceptance is announced so long before. */
  static final Duration ANNOUNCED_BEFORE = Duration.ofDays(14);

  /** A short acceptance is announced when less than this share of it is left. */
  static final int ANNOUNCED_SHARE = 10;

  /**
   * What was in force when the gateway ended counts at least so long after it has started again:
   * whoever is at the bedside gets time to act.
   */
  static final Duration AFTER_START_MIN = Duration.ofMinutes(10);

  /** What a kind may be given for. */
  static ExemptionLimits of(Kind kind) {
    return switch (kind) {
      case OVERRIDE -> new ExemptionLimits(Duration.ofMinutes(1), Duration.ofDays(7));
      case BREAK_GLASS -> new ExemptionLimits(Duration.ofMinutes(1), Duration.ofHours(12));
      case ACCEPTANCE -> new ExemptionLimits(Duration.ofHours(1), Duration.ofDays(366));
    };
  }

  boolean allow(Duration validity) {
    return validity.compareTo(min) >= 0 && validity.compareTo(max) <= 0;
  }
}
