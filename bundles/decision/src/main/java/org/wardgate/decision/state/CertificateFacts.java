package org.wardgate.decision.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;

/**
 * The newest certificate this ward issued to a device.
 *
 * @param sha256 hexadecimal digest, empty if it has none
 * @param serialNumber hexadecimal, empty if not known
 * @param notAfter its end of validity; absent if records of before do not tell
 * @param issuedAt when it was issued; absent if records of before do not tell
 * @param publicKeySpki the key it certifies, DER; absent if records of before do not tell
 */
public record CertificateFacts(
    String sha256,
    String serialNumber,
    Optional<Instant> notAfter,
    Optional<Instant> issuedAt,
    Optional<Bytes> publicKeySpki) {
  /** The share of its validity that is left when renewing it is overdue. */
  private static final int OVERDUE_SHARE = 10;

  /** It never had one. */
  public static final CertificateFacts NONE =
      new CertificateFacts("", "", Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether there is one. */
  public boolean present() {
    return !sha256.isEmpty();
  }

  /** Whether it ended so long before an instant. */
  public boolean endedBefore(Instant instant) {
    return notAfter.map(end -> end.isBefore(instant)).orElse(false);
  }

  /** Whether its renewal is overdue: a tenth of its validity is left, or less. */
  public boolean overdueAt(Instant instant) {
    if (notAfter.isEmpty() || issuedAt.isEmpty()) {
      return false;
    }
    Duration validity = Duration.between(issuedAt.get(), notAfter.get());
    return instant.isAfter(notAfter.get().minus(validity.dividedBy(OVERDUE_SHARE)));
  }
}
