package org.wardgate.api.update;

import org.wardgate.api.error.ErrorCode;

/** The updates' part of the error catalogue. */
public final class UpdateErrors {

  /** The package or its signature was not signed by whom this gateway trusts. */
  public static final ErrorCode BAD_SIGNATURE =
      new ErrorCode(
          "WG-UPD-0001",
          "The update's signature does not verify against this gateway's update anchors",
          "Take package and signature from the same release, or install the right anchors");

  /** The package is not what was signed. */
  public static final ErrorCode WRONG_CONTENT =
      new ErrorCode(
          "WG-UPD-0002",
          "The package is not the one that was signed",
          "Transfer the package again; it may be truncated");

  /** The package is not of the documented form. */
  public static final ErrorCode BAD_PACKAGE =
      new ErrorCode(
          "WG-UPD-0003",
          "The package is not of the documented form",
          "Build it with this project's packager");

  /** The version is not higher than that of the set that runs. */
  public static final ErrorCode NOT_NEWER =
      new ErrorCode(
          "WG-UPD-0004",
          "The update is not newer than what this gateway runs or ran",
          "Publish the wanted content with a higher version; to go back one step use 'update back'");

  /** The update may not be installed any more. */
  public static final ErrorCode EXPIRED =
      new ErrorCode(
          "WG-UPD-0005",
          "The update has expired, or this gateway's clock is wrong",
          "Check the gateway's clock, then take a newer release");

  /** A bundle would not resolve here. */
  public static final ErrorCode UNRESOLVABLE =
      new ErrorCode(
          "WG-UPD-0006",
          "A bundle of the update would not resolve in this framework",
          "Use the release for this platform; the detail names what is missing");

  /** The new set did not become or stay healthy. */
  public static final ErrorCode NOT_HEALTHY =
      new ErrorCode(
          "WG-UPD-0007",
          "The updated gateway did not become or stay healthy, and the previous set is back",
          "Read the findings of the update and the gateway's log");

  private UpdateErrors() {}
}
