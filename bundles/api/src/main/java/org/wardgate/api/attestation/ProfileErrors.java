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

  /** The device class names a protection profile that is not in force. */
  public static final ErrorCode UNKNOWN_PROFILE =
      new ErrorCode(
          "WG-PRF-0002",
          "The device class names a protection profile that is not in force",
          "Put the signed profile into profileDirectory and adopt it, or correct the class in the inventory");

  /** A rule of the protection profile speaks against the evidence. */
  public static final ErrorCode RULE_OBJECTS =
      new ErrorCode(
          "WG-PRF-0003",
          "A rule of the protection profile speaks against the evidence",
          "Look at the case with 'wardgate case show'; do what the rule's reason says");

  /** A claim that the protection profile requires is not affirmed. */
  public static final ErrorCode CLAIM_MISSING =
      new ErrorCode(
          "WG-PRF-0004",
          "A claim that the protection profile requires is not affirmed",
          "Look at the case with 'wardgate case show'; update the device or correct the profile");

  /** A property that must be attested at runtime was not told in time. */
  public static final ErrorCode PROPERTY_OVERDUE =
      new ErrorCode(
          "WG-PRF-0005",
          "A property that must be attested at runtime was not told in time",
          "Check the device's firmware; lengthen maxAgeSeconds if it cannot tell it so often");

  /** The evidence lacks a submodule that the protection profile requires. */
  public static final ErrorCode SUBMODULE_MISSING =
      new ErrorCode(
          "WG-PRF-0006",
          "The evidence lacks a submodule that the protection profile requires",
          "Check that the part is built in and works; correct the profile if the device has none");

  /** A protection profile is not newer than the one accepted before. */
  public static final ErrorCode PROFILE_ROLLBACK =
      new ErrorCode(
          "WG-PRF-0007",
          "A protection profile is not newer than the one accepted before",
          "Give it a higher version, also to return to an earlier content");

  /** A protection profile is not signed by the hospital. */
  public static final ErrorCode PROFILE_UNSIGNED =
      new ErrorCode(
          "WG-PRF-0008",
          "A protection profile is not signed by the hospital",
          "Sign it with 'openssl cms' as docs/protection-profiles.md shows; the last good one stays");

  /** The change is not known any more. */
  public static final ErrorCode CHANGE_UNKNOWN =
      new ErrorCode(
          "WG-PRF-0009",
          "The change is not known any more",
          "Put the file in place again, or wait for the next version to be offered");

  /** The file is not a case of a failed appraisal. */
  public static final ErrorCode BAD_CASE =
      new ErrorCode(
          "WG-PRF-0010",
          "The file is not a case of a failed appraisal",
          "Give a file of 'wardgate case export', or an id of 'wardgate case list'");

  /** Kept cases could not be read or written. */
  public static final ErrorCode CASES_UNAVAILABLE =
      new ErrorCode(
          "WG-PRF-0011",
          "Kept cases could not be read or written",
          "Check the data directory's room and permissions; appraisals go on without it");

  /** The attestation result is not an EAR of a known profile. */
  public static final ErrorCode BAD_RESULT =
      new ErrorCode(
          "WG-PRF-0012",
          "The attestation result is not an EAR of a known profile",
          "Ask its verifier for draft-ietf-rats-ear, profile tag:ietf.org,2026:rats/ear#04");

  /** Adopted protection profiles could not be read or written. */
  public static final ErrorCode STORE_FAILED =
      new ErrorCode(
          "WG-PRF-0013",
          "Adopted protection profiles could not be read or written",
          "Check the data directory's room and permissions; the last good ones stay in force");

  /** The profiles in force are not those that a change was tried against. */
  public static final ErrorCode TRIED_AGAINST_OTHERS =
      new ErrorCode(
          "WG-PRF-0014",
          "The profiles in force are not those that the change was tried against",
          "Nothing: it is tried again against what is in force now");

  private ProfileErrors() {}
}
