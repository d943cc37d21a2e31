package org.wardgate.decision;

import java.time.Duration;
import java.util.Map;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.decision.rules.DecisionLimits;

/**
 * A {@link DecisionConfiguration} that was checked.
 *
 * @param limits of the rules
 * @param erasureAwaitsCloud whether records are erased only after the cloud acknowledged them
 */
record DecisionSettings(DecisionLimits limits, boolean erasureAwaitsCloud) {
  private static final int DEVICES_MAX = 100_000;
  private static final int SHARE_MAX_PERCENT = 100;
  private static final int APPROVALS_MAX = 5;
  private static final int GRACE_MAX_HOURS = 8_760;
  private static final int RETENTION_MAX_DAYS = 36_500;
  private static final double PERCENT = 100.0;

  /** Checks a configuration. */
  static Parsed<DecisionSettings> of(Map<String, ?> properties) {
    Checked checked = Checked.of(DecisionConfiguration.class, properties);
    DecisionLimits limits =
        new DecisionLimits(
            checked.integer("devicesMax", 1, DEVICES_MAX),
            DecisionLimits.DEFAULT.strangersMaxCount(),
            checked.integer("cutShareMaxPercent", 1, SHARE_MAX_PERCENT) / PERCENT,
            DecisionLimits.DEFAULT.cutMinCount(),
            checked.integer("approvalsMin", 1, APPROVALS_MAX),
            new DecisionLimits.Times(
                Duration.ofHours(checked.integer("renewalGraceHours", 0, GRACE_MAX_HOURS)),
                Duration.ofDays(checked.integer("retentionDays", 0, RETENTION_MAX_DAYS))));
    return checked.parsed(new DecisionSettings(limits, checked.flag("erasureAwaitsCloud")));
  }
}
