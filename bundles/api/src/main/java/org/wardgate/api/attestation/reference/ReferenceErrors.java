package org.wardgate.api.attestation.reference;

import org.wardgate.api.error.ErrorCode;

/** The part of the error catalogue about reference values and endorsements. */
public final class ReferenceErrors {
  /** The file is not a signed CoRIM. */
  public static final ErrorCode MALFORMED =
      new ErrorCode(
          "WG-REF-0001",
          "The file is not a signed CoRIM",
          "Check it with 'wardgate corim check'; ask its issuer for a corrected file");

  private ReferenceErrors() {}
}
