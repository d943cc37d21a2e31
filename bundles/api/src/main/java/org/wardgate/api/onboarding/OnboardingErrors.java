package org.wardgate.api.onboarding;

import org.wardgate.api.error.ErrorCode;

/** Onboarding's part of the error catalogue. */
public final class OnboardingErrors {
  /** The certificate does not chain to a manufacturer the hospital admits. */
  public static final ErrorCode UNTRUSTED_CHAIN =
      new ErrorCode(
          "WG-ONB-0001",
          "The certificate does not chain to a manufacturer the hospital admits",
          "Add the manufacturer's anchor to the inventory, or remove the device from the ward");

  /** The certificate is outside its validity period. */
  public static final ErrorCode CERTIFICATE_EXPIRED =
      new ErrorCode(
          "WG-ONB-0002",
          "The certificate is outside its validity period",
          "Renew the certificate; check the gateway's clock");

  /** The device is genuine but not in the hospital's inventory. */
  public static final ErrorCode NOT_IN_INVENTORY =
      new ErrorCode(
          "WG-ONB-0003",
          "The device is genuine but not in the hospital's inventory",
          "Add its serial number to the inventory and sign it again");

  /** The certificate is malformed or breaks IEEE 802.1AR. */
  public static final ErrorCode MALFORMED_CERTIFICATE =
      new ErrorCode(
          "WG-ONB-0004",
          "The certificate is malformed or breaks IEEE 802.1AR",
          "Ask the manufacturer for a correct IDevID");

  /** The key or signature algorithm is not allowed. */
  public static final ErrorCode WEAK_KEY =
      new ErrorCode(
          "WG-ONB-0005",
          "The key or signature algorithm is not allowed",
          "Use a P-256 or P-384 key and a SHA-2 signature");

  /** The certification request is malformed. */
  public static final ErrorCode MALFORMED_CSR =
      new ErrorCode(
          "WG-ONB-0006",
          "The certification request is malformed",
          "Send a DER PKCS #10 request as RFC 9148 says");

  /** The certification request's signature does not prove possession of its key. */
  public static final ErrorCode BAD_POSSESSION =
      new ErrorCode(
          "WG-ONB-0007",
          "The certification request's signature does not prove possession of its key",
          "Sign the request with the key it carries");

  /** The certificate was revoked by this ward. */
  public static final ErrorCode REVOKED =
      new ErrorCode(
          "WG-ONB-0008",
          "The certificate was revoked by this ward",
          "Retire the device or release it and let it enroll again");

  /** The ward CA is not ready. */
  public static final ErrorCode WARD_CA_ABSENT =
      new ErrorCode(
          "WG-ONB-0009",
          "The ward CA is not ready",
          "Wait for the gateway to finish starting; check the key vault");

  /** The device may not enroll now. */
  public static final ErrorCode NOT_ADMISSIBLE =
      new ErrorCode(
          "WG-ONB-0010",
          "The device may not enroll now",
          "Read the device's own reason with explain");

  /** No decision was reached before the request's deadline. */
  public static final ErrorCode DECISION_OVERDUE =
      new ErrorCode(
          "WG-ONB-0011",
          "No decision was reached before the request's deadline",
          "Ask again after the time given");

  /** What the device hands in is not a MUD URL. */
  public static final ErrorCode MALFORMED_MUD_URL =
      new ErrorCode(
          "WG-ONB-0012",
          "What the device hands in is not a MUD URL",
          "Send the https URL alone, as plain text of at most 255 characters");

  /** The certificate breaks what the hospital allows of its manufacturer. */
  public static final ErrorCode RULE_BROKEN =
      new ErrorCode(
          "WG-ONB-0013",
          "The certificate breaks what the hospital allows of its manufacturer",
          "Compare it with the manufacturer's idevidRules in the inventory");

  /** The manufacturer revoked the certificate. */
  public static final ErrorCode IDEVID_REVOKED =
      new ErrorCode(
          "WG-ONB-0014",
          "The manufacturer revoked the certificate",
          "Remove the device from the ward and ask its manufacturer why");

  /** The same identity is alive elsewhere at the same time. */
  public static final ErrorCode SEEN_TWICE =
      new ErrorCode(
          "WG-ONB-0015",
          "The same identity is alive elsewhere at the same time",
          "Find both devices; one is a copy. Hand a device over before it is moved between wards");

  /** The class of the device may not join this way. */
  public static final ErrorCode JOIN_METHOD_BARRED =
      new ErrorCode(
          "WG-ONB-0016",
          "The class of the device may not join this way",
          "Add the method to the class's joinMethods in the inventory, or use another");

  /** The gateway makes no keys for this class of device. */
  public static final ErrorCode SERVER_KEYS_BARRED =
      new ErrorCode(
          "WG-ONB-0017",
          "The gateway makes no keys for this class of device",
          "Let the device make its key, or allow serverKeysAllowed for the class");

  /** A request to renew that does not match the certificate it renews. */
  public static final ErrorCode NOT_A_RENEWAL =
      new ErrorCode(
          "WG-ONB-0018",
          "A request to renew that does not match the certificate it renews",
          "Open the session with the certificate in force and repeat its subject in the request");

  /** The device did not take the configuration its MUD file declares. */
  public static final ErrorCode CONFIGURATION_NOT_TAKEN =
      new ErrorCode(
          "WG-ONB-0019",
          "The device did not take the configuration its MUD file declares",
          "Check that the device serves or fetches wg/configuration; ask its manufacturer");

  /** The handover is not valid here. */
  public static final ErrorCode BAD_HANDOVER =
      new ErrorCode(
          "WG-ONB-0020",
          "The handover is not valid here",
          "Hand the device over again, to this gateway; check both clocks");

  /** The device came with another ward's certificate and no handover. */
  public static final ErrorCode HANDOVER_MISSING =
      new ErrorCode(
          "WG-ONB-0021",
          "The device came with another ward's certificate and no handover",
          "Hand it over from its ward, or let it join with its IDevID");

  /** The voucher request is malformed. */
  public static final ErrorCode VOUCHER_REQUEST_MALFORMED =
      new ErrorCode(
          "WG-ONB-0030",
          "The voucher request is malformed",
          "Send a COSE_Sign1 voucher request in CBOR as draft-ietf-anima-constrained-voucher says");

  /** The voucher request is not this pledge's own. */
  public static final ErrorCode VOUCHER_REQUEST_FORGED =
      new ErrorCode(
          "WG-ONB-0031",
          "The voucher request is not this pledge's own",
          "Sign it with the IDevID key of the session and name that IDevID's serial number");

  /** The pledge is in contact with another registrar than this gateway. */
  public static final ErrorCode NOT_THIS_REGISTRAR =
      new ErrorCode(
          "WG-ONB-0032",
          "The pledge is in contact with another registrar than this gateway",
          "Look for somebody between the device and the gateway; else let the device shake hands anew");

  /** A voucher is given only in a session opened with an IDevID. */
  public static final ErrorCode NOT_A_PLEDGE =
      new ErrorCode(
          "WG-ONB-0033",
          "A voucher is given only in a session opened with an IDevID",
          "Let the device shake hands with its manufacturer's certificate");

  /** Nobody who signs vouchers is known for the device's manufacturer. */
  public static final ErrorCode NO_MASA =
      new ErrorCode(
          "WG-ONB-0034",
          "Nobody who signs vouchers is known for the device's manufacturer",
          "Add the manufacturer's masa to the inventory and sign it again");

  /** The manufacturer's MASA does not answer as it should. */
  public static final ErrorCode MASA_UNREACHABLE =
      new ErrorCode(
          "WG-ONB-0035",
          "The manufacturer's MASA does not answer as it should",
          "Check the uplink, the masa's url and tlsAnchors in the inventory; or provide offline vouchers");

  /** The manufacturer's MASA refuses a voucher for the device. */
  public static final ErrorCode MASA_REFUSED =
      new ErrorCode(
          "WG-ONB-0036",
          "The manufacturer's MASA refuses a voucher for the device",
          "Ask the manufacturer whether the device is sold to this hospital");

  /** The voucher is not valid for this device and this gateway. */
  public static final ErrorCode VOUCHER_INVALID =
      new ErrorCode(
          "WG-ONB-0037",
          "The voucher is not valid for this device and this gateway",
          "Ask the manufacturer for another voucher; check the masa's signers in the inventory and the clock");

  /** There is no offline voucher for the device. */
  public static final ErrorCode NO_OFFLINE_VOUCHER =
      new ErrorCode(
          "WG-ONB-0038",
          "There is no offline voucher for the device",
          "Put its voucher into the voucher folder; nonceless vouchers must be allowed in the configuration");

  /** The manufacturer's audit log names other owners of the device, or cannot be read. */
  public static final ErrorCode AUDIT_LOG_SUSPECT =
      new ErrorCode(
          "WG-ONB-0039",
          "The manufacturer's audit log names other owners of the device, or cannot be read",
          "Ask the manufacturer and the previous owner; set auditLog to report once it is explained");

  /** A pledge's status report is malformed. */
  public static final ErrorCode PLEDGE_STATUS_MALFORMED =
      new ErrorCode(
          "WG-ONB-0040",
          "A pledge's status report is malformed",
          "Send a map of version, status and reason as RFC 8995 says");

  /** The EAP identity is not a device of the hospital's inventory. */
  public static final ErrorCode EAP_IDENTITY_UNKNOWN =
      new ErrorCode(
          "WG-ONB-0045",
          "The EAP identity is not a device of the hospital's inventory",
          "Give the device its inventory id as EAP identity, or add it to the inventory");

  /** The AAA server refused the device. */
  public static final ErrorCode EAP_REFUSED =
      new ErrorCode(
          "WG-ONB-0046",
          "The AAA server refused the device",
          "Compare the device's credentials with the AAA server's, and read its log");

  /** No RADIUS server answered in time. */
  public static final ErrorCode RADIUS_SILENT =
      new ErrorCode(
          "WG-ONB-0047",
          "No RADIUS server answered in time",
          "Check the RADIUS server, the network to it, and the shared secret on both sides");

  /** An answer of the RADIUS server is not authentic. */
  public static final ErrorCode RADIUS_FORGED =
      new ErrorCode(
          "WG-ONB-0048",
          "An answer of the RADIUS server is not authentic",
          "Check the shared secret; update a server that sends no Message-Authenticator");

  /** The EAP exchange breaks its rules or limits. */
  public static final ErrorCode EAP_MALFORMED =
      new ErrorCode(
          "WG-ONB-0049",
          "The EAP exchange breaks its rules or limits",
          "Ask the manufacturer for a device that keeps to RFC 9820 and the documented limits");

  /** What the AAA server authenticated is not the identity the device named. */
  public static final ErrorCode EAP_IDENTITY_UNCONFIRMED =
      new ErrorCode(
          "WG-ONB-0050",
          "What the AAA server authenticated is not the identity the device named",
          "Let the AAA server return User-Name, or put the device's id into its credential");

  /** The device did not finish the EAP exchange. */
  public static final ErrorCode EAP_UNFINISHED =
      new ErrorCode(
          "WG-ONB-0051",
          "The device did not finish the EAP exchange",
          "Check the device's radio and power; it may start again");

  /** The CoAP-EAP configuration was refused; the last good one stays. */
  public static final ErrorCode EAP_CONFIGURATION =
      new ErrorCode(
          "WG-ONB-0052",
          "The CoAP-EAP configuration was refused; the last good one stays",
          "Correct the value named in the detail");

  /** The delivery of device keys was refused. */
  public static final ErrorCode BAD_KEY_DELIVERY =
      new ErrorCode(
          "WG-ONB-0060",
          "The delivery of device keys was refused",
          "Correct what the detail names, then sign and seal the delivery again");

  /** The shared key can be guessed. */
  public static final ErrorCode WEAK_SHARED_KEY =
      new ErrorCode(
          "WG-ONB-0061",
          "The shared key can be guessed",
          "Ask the manufacturer for random keys of at least 16 bytes");

  /** The shared key or its identity belongs to two devices. */
  public static final ErrorCode KEY_OF_TWO =
      new ErrorCode(
          "WG-ONB-0062",
          "The shared key or its identity belongs to two devices",
          "Give both devices new keys of their own");

  /** No device here has that key identity. */
  public static final ErrorCode UNKNOWN_KEY_IDENTITY =
      new ErrorCode(
          "WG-ONB-0063",
          "No device here has that key identity",
          "Deliver the device's key, or remove the device from the ward");

  /** The device's key cannot be rotated this way. */
  public static final ErrorCode NOT_ROTATED =
      new ErrorCode(
          "WG-ONB-0064",
          "The device's key cannot be rotated this way",
          "Send 32 random bytes in a session opened with the shared key");

  /** The device keys could not be read or kept. */
  public static final ErrorCode KEYS_NOT_KEPT =
      new ErrorCode(
          "WG-ONB-0065",
          "The device keys could not be read or kept",
          "Check the disk and the key vault; if the file is damaged, deliver the keys again");

  private OnboardingErrors() {}
}
