package org.wardgate.api.pki;

import org.wardgate.api.error.ErrorCode;

/** The ward CA's part of the error catalogue. */
public final class PkiErrors {
  /** The certificate could not be issued. */
  public static final ErrorCode ISSUE_FAILED =
      new ErrorCode(
          "WG-PKI-0001",
          "The certificate could not be issued",
          "Check the key vault and the log, then let the device enroll again");

  /** The public key is malformed or of a kind that is not allowed. */
  public static final ErrorCode BAD_PUBLIC_KEY =
      new ErrorCode(
          "WG-PKI-0002",
          "The public key is malformed or of a kind that is not allowed",
          "Use a P-256, P-384 or Ed25519 key");

  /** The gateway's clock cannot be right, so nothing is issued. */
  public static final ErrorCode BAD_CLOCK =
      new ErrorCode(
          "WG-PKI-0003",
          "The gateway's clock cannot be right, so nothing is issued",
          "Set the clock; admitted devices stay admitted");

  /** The ward CA's key cannot be used. */
  public static final ErrorCode CA_UNAVAILABLE =
      new ErrorCode("WG-PKI-0004", "The ward CA's key cannot be used", "Check the key vault");

  /** Too many requests wait for the ward CA. */
  public static final ErrorCode BUSY =
      new ErrorCode(
          "WG-PKI-0005",
          "Too many requests wait for the ward CA",
          "Nothing; the device asks again by itself");

  /** The revocation could not be written down. */
  public static final ErrorCode REVOCATION_FAILED =
      new ErrorCode(
          "WG-PKI-0006",
          "The revocation could not be written down",
          "Free space on the gateway's disk; it is tried again by itself");

  /** The step does not fit where the rollover stands. */
  public static final ErrorCode WRONG_STEP =
      new ErrorCode(
          "WG-PKI-0007",
          "The step does not fit where the rollover stands",
          "Take the steps in order: publish, activate, finish");

  /** Certificates of the old root are still in force. */
  public static final ErrorCode OLD_ROOT_IN_USE =
      new ErrorCode(
          "WG-PKI-0008",
          "Certificates of the old root are still in force",
          "Wait until a week after the last of them ended, or revoke these devices");

  /** The certificate register is damaged or missing. */
  public static final ErrorCode REGISTER_DAMAGED =
      new ErrorCode(
          "WG-PKI-0009",
          "The certificate register is damaged or missing",
          "Restore it from backup or begin a new one; see the ward CA's page, Recovery");

  /** The certificate register cannot be written. */
  public static final ErrorCode REGISTER_UNWRITABLE =
      new ErrorCode(
          "WG-PKI-0010",
          "The certificate register cannot be written, so nothing is issued",
          "Free space on the gateway's disk and check the file's permissions");

  /** The certificate register is full. */
  public static final ErrorCode REGISTER_FULL =
      new ErrorCode(
          "WG-PKI-0011",
          "The certificate register is full",
          "Wait until certificates expire, or shorten their validity");

  /** No root of this ward has that key identifier. */
  public static final ErrorCode UNKNOWN_ISSUER =
      new ErrorCode(
          "WG-PKI-0012",
          "No root of this ward has that key identifier",
          "Take the address of the revocation list from the certificate itself");

  /** The device has too many certificates. */
  public static final ErrorCode TOO_MANY_CERTIFICATES =
      new ErrorCode(
          "WG-PKI-0013",
          "The device has too many certificates",
          "Find out why it asks so often; it is served again when some of them have expired");

  private PkiErrors() {}
}
