package org.wardgate.api.pki;

/** Why a certificate is taken back (RFC 5280 §5.3.1). */
public enum RevocationReason {
  /** No reason given. */
  UNSPECIFIED(0),
  /** Somebody else may have the key. */
  KEY_COMPROMISE(1),
  /** The device is another ward's now. */
  AFFILIATION_CHANGED(3),
  /** A newer certificate took its place. */
  SUPERSEDED(4),
  /** The device is out of service. */
  CESSATION_OF_OPERATION(5);

  private final int value;

  RevocationReason(int value) {
    this.value = value;
  }

  /** The CRLReason of RFC 5280 §5.3.1. */
  public int value() {
    return value;
  }
}
