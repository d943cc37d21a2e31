package org.wardgate.conformity.office;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.conformity.statement.Standing;

/**
 * A device as the ward sees it at one moment.
 *
 * @param standing how it stands
 * @param since when it came into its state: what was left and entered again since is not the same
 * @param deviceKey SubjectPublicKeyInfo of its key here, DER; absent if it has none
 * @param validity of a certificate that says so
 */
record Sight(Standing standing, Instant since, Optional<Bytes> deviceKey, Duration validity) {
  /** Whether a certificate of this sight is still right. */
  boolean holdsFor(Sight now) {
    return since.equals(now.since)
        && deviceKey.equals(now.deviceKey)
        && standing.holdsFor(now.standing);
  }
}
