package org.wardgate.attestation;

import java.time.Duration;
import java.util.Map;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.attestation.profile.keep.ProfileSettings;

/**
 * An {@link AttestationConfiguration} that was checked.
 *
 * @param challengeTtl 5 to 150 seconds
 * @param profiles where profiles lie: the {@code ProfileKeeper}'s part
 */
record AttestationSettings(Duration challengeTtl, ProfileSettings profiles) {
  private static final int TTL_MIN_SECONDS = 5;
  private static final int TTL_MAX_SECONDS = 150;

  /** Checks a configuration. */
  static Parsed<AttestationSettings> of(Map<String, ?> properties) {
    Checked checked = Checked.of(AttestationConfiguration.class, properties);
    return checked.parsed(
        new AttestationSettings(
            Duration.ofSeconds(
                checked.integer("challengeTtlSeconds", TTL_MIN_SECONDS, TTL_MAX_SECONDS)),
            ProfileSettings.read(checked)));
  }
}
