package org.wardgate.attestation.profile;

/**
 * What a condition comes to (Kleene's logic). What the evidence does not tell is unknown, and
 * negating it does not make it known: no rule can be met by leaving something out.
 */
enum Truth {
  /** It holds. */
  TRUE,
  /** It does not hold. */
  FALSE,
  /** A fact it needs is not told, or is of another kind. */
  UNKNOWN;

  static Truth of(boolean value) {
    return value ? TRUE : FALSE;
  }

  Truth negated() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
