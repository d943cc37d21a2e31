package org.wardgate.api.conformity;

import org.wardgate.api.error.ErrorCode;

/** The part of the error catalogue about conformity certificates. */
public final class ConformityErrors {
  /** The device has no conformity certificate. */
  public static final ErrorCode NONE =
      new ErrorCode(
          "WG-CNF-0001",
          "The device has no conformity certificate",
          "Ask for a device that has joined; read why with 'wardgate explain'");

  /** A certificate or a status statement could not be read. */
  public static final ErrorCode MALFORMED =
      new ErrorCode(
          "WG-CNF-0002",
          "The conformity certificate or its status could not be read",
          "Ask the gateway for it again, in a format it offers");

  /** Its signature is wrong, or its signer is no gateway of a ward that is trusted. */
  public static final ErrorCode NOT_AUTHENTIC =
      new ErrorCode(
          "WG-CNF-0003",
          "The conformity certificate was not signed by a gateway of a trusted ward",
          "Compare the anchors with the ward CA at /pki/anchors.pem; do not rely on it");

  /** It has expired, is not valid yet, or is valid for too long. */
  public static final ErrorCode NOT_IN_TIME =
      new ErrorCode(
          "WG-CNF-0004",
          "The conformity certificate is not valid now",
          "Ask the gateway for the current one and check both clocks");

  /** It is of another device. */
  public static final ErrorCode OTHER_DEVICE =
      new ErrorCode(
          "WG-CNF-0005",
          "The conformity certificate is of another device",
          "Ask for the certificate of the device in question");

  /** It was revoked: what it says is no longer so. */
  public static final ErrorCode REVOKED =
      new ErrorCode(
          "WG-CNF-0006",
          "The conformity certificate was revoked",
          "Ask for the current one; read why with 'wardgate explain'");

  /** It is authentic and says that the device is not trusted enough. */
  public static final ErrorCode NOT_TRUSTED =
      new ErrorCode(
          "WG-CNF-0007",
          "The conformity certificate says that the device is not trusted enough",
          "Do not rely on the device; read why with 'wardgate explain'");

  /** Too many certificates are asked for. */
  public static final ErrorCode BUSY =
      new ErrorCode(
          "WG-CNF-0008", "Too many conformity certificates are asked for", "Ask again in a second");

  /** The gateway does not know it any more: it expired long ago, or the gateway was restarted. */
  public static final ErrorCode STATUS_UNKNOWN =
      new ErrorCode(
          "WG-CNF-0009",
          "The gateway does not know this conformity certificate",
          "Treat it as revoked and ask for the current one");

  /** The status statement is of another certificate, of another gateway, or too old. */
  public static final ErrorCode BAD_STATUS =
      new ErrorCode(
          "WG-CNF-0010",
          "The status statement does not go with the conformity certificate",
          "Ask the gateway for the status of this very certificate and verify both at once");

  /**
   * The gateway cannot vouch for anything now: it is starting, its clock is wrong, or it has no
   * certificate.
   */
  public static final ErrorCode NOT_READY =
      new ErrorCode(
          "WG-CNF-0011",
          "The gateway cannot vouch for a device now",
          "Wait until the gateway is ready; check its clock and its own certificate");

  private ConformityErrors() {}
}
