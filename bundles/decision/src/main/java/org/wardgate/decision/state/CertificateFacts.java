package org.wardgate.decision.state;

import java.time.Instant;
import java.util.Optional;

/**
 * The newest certificate this ward issued to a device.
 *
 * @param sha256 hexadecimal digest, empty if it has none
 * @param serialNumber hexadecimal, empty if not known
 * @param notAfter its end of validity; absent if records of before do not tell
 */
public record CertificateFacts(String sha256, String serialNumber, Optional<Instant> notAfter) {
  /** It never had one. */
  public static final CertificateFacts NONE = new CertificateFacts("", "", Optional.empty());

  /** Whether there is one. */
  public boolean present() {
    return !sha256.isEmpty();
  }

  /** Whether it ended so long before an instant. */
  public boolean endedBefore(Instant instant) {
    return notAfter.map(end -> end.isBefore(instant)).orElse(false);
  }
}
