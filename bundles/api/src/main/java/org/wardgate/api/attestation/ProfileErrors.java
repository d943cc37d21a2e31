package org.wardgate.api.attestation;

import org.wardgate.api.error.ErrorCode;

/** The part of the error catalogue about protection profiles and kept cases. */
public final class ProfileErrors {
  /** The protection profile is not valid. */
  public static final ErrorCode BAD_PROFILE =
      new ErrorCode(
          "WG-PRF-0001",
          "The protection profile is not valid",
          "Correct it as docs/protection-profiles.md describes; the last good one stays in force");

  private ProfileErrors() {}
}
