package org.wardgate.pki.register;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.DeviceId;

/**
 * A certificate of the ward CA.
 *
 * @param serialNumber unique among all roots of this ward
 * @param issuer key identifier of the root, lower-case hexadecimal
 * @param device whose; absent for the gateway's own
 * @param issuedAt whole seconds
 * @param notAfter whole seconds
 * @param revocation absent while it is good
 */
public record RegisteredCertificate(
    BigInteger serialNumber,
    String issuer,
    Optional<DeviceId> device,
    Instant issuedAt,
    Instant notAfter,
    Optional<Revocation> revocation) {
  /** The same, taken back; unchanged if it was before. */
  RegisteredCertificate revoked(Revocation why) {
    return revocation.isPresent()
        ? this
        : new RegisteredCertificate(
            serialNumber, issuer, device, issuedAt, notAfter, Optional.of(why));
  }

  /** Whether it counts: not revoked and not expired. */
  public boolean live(Instant now) {
    return revocation.isEmpty() && notAfter.isAfter(now);
  }
}
