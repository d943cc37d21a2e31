package org.wardgate.crypto.revocation;

import java.math.BigInteger;
import java.time.Instant;

/**
 * One line of a revocation list.
 *
 * @param serialNumber the certificate's
 * @param at when it was taken back; whole seconds
 * @param reason CRLReason (RFC 5280 §5.3.1), 0 to 10 but not 7; 0 is left out of the list
 */
public record RevokedCertificate(BigInteger serialNumber, Instant at, int reason) {
  private static final int REASON_MAX = 10;
  private static final int REASON_UNUSED = 7;

  /**
   * @throws IllegalArgumentException if the reason is none
   */
  public RevokedCertificate {
    if (reason < 0 || reason > REASON_MAX || reason == REASON_UNUSED) {
      throw new IllegalArgumentException("no CRLReason: " + reason);
    }
  }
}
