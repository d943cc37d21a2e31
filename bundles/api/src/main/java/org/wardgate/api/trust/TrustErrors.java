package org.wardgate.api.trust;

import org.wardgate.api.error.ErrorCode;

/** Trust's part of the error catalogue. */
public final class TrustErrors {
  /** Belief, disbelief and uncertainty must be between 0 and 1 and sum to 1. */
  public static final ErrorCode BAD_OPINION =
      new ErrorCode(
          "WG-TRU-0001",
          "Belief, disbelief and uncertainty must be between 0 and 1 and sum to 1",
          "Correct the opinion");

  /** More opinions than the limit. */
  public static final ErrorCode TOO_MANY_OPINIONS =
      new ErrorCode("WG-TRU-0002", "More opinions than the limit", "Fuse fewer opinions at once");

  /** The fusion operator is not known. */
  public static final ErrorCode BAD_OPERATOR =
      new ErrorCode(
          "WG-TRU-0003",
          "The fusion operator is not known",
          "Use cumulative, averaging or weighted");

  /** The actual trust level is below the level required for its class. */
  public static final ErrorCode NOT_TRUSTED =
      new ErrorCode(
          "WG-TRU-0004",
          "The actual trust level is below the level required for its class",
          "Read the contributions with explain and remove the cause");

  /** There is too little evidence to decide. */
  public static final ErrorCode UNDECIDABLE =
      new ErrorCode(
          "WG-TRU-0005", "There is too little evidence to decide", "Let the device attest");

  /** Fewer opinions than two. */
  public static final ErrorCode TOO_FEW_OPINIONS =
      new ErrorCode("WG-TRU-0006", "Fewer opinions than two", "Give at least two opinions");

  private TrustErrors() {}
}
