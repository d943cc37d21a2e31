package org.wardgate.decision.state;

import java.time.Instant;
import org.wardgate.api.pki.RevocationReason;

/**
 * A device's certificates are taken back. It stays with the case until the device has a newer one.
 *
 * @param reason for the CRL
 * @param at when it was decided
 * @param progress how far the ward CA has come
 * @param byOperator whether an operator ordered it, and none released the device since
 */
public record Revocation(
    RevocationReason reason, Instant at, Progress progress, boolean byOperator) {
  /** How far a revocation has come. */
  public enum Progress {
    /** The ward CA was asked, or is to be asked again. */
    ORDERED,
    /** The ward CA could not write it down; it is asked again. */
    FAILED,
    /** The CRL and OCSP say so. */
    DONE
  }

  /** Whether the ward CA has still to confirm it. */
  public boolean open() {
    return progress != Progress.DONE;
  }

  /** Further, or failed. */
  public Revocation in(Progress newProgress) {
    return new Revocation(reason, at, newProgress, byOperator);
  }

  /** An operator ordered it too, or released the device. */
  public Revocation byOperator(boolean ordered) {
    return new Revocation(reason, at, progress, ordered);
  }
}
