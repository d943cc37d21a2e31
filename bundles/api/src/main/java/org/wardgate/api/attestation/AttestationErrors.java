package org.wardgate.api.attestation;

import org.wardgate.api.error.ErrorCode;

/** Attestation's part of the error catalogue. */
public final class AttestationErrors {
  /** The evidence is not a well-formed token. */
  public static final ErrorCode MALFORMED =
      new ErrorCode(
          "WG-ATT-0001",
          "The evidence is not a well-formed token",
          "Ask the manufacturer for a device that follows RFC 9783");

  /** The evidence exceeds the size limit. */
  public static final ErrorCode TOO_LARGE =
      new ErrorCode(
          "WG-ATT-0002",
          "The evidence exceeds the size limit",
          "Ask the manufacturer for shorter evidence");

  /** The evidence uses indefinite lengths, which RFC 9783 forbids. */
  public static final ErrorCode INDEFINITE_LENGTH =
      new ErrorCode(
          "WG-ATT-0003",
          "The evidence uses indefinite lengths, which RFC 9783 forbids",
          "Ask the manufacturer for a device that follows RFC 9783");

  /** A CBOR map has the same key twice. */
  public static final ErrorCode DUPLICATE_KEY =
      new ErrorCode(
          "WG-ATT-0004",
          "A CBOR map has the same key twice",
          "Ask the manufacturer for a device that follows RFC 8949");

  /** The signature algorithm is absent, unprotected or not allowed. */
  public static final ErrorCode BAD_ALGORITHM =
      new ErrorCode(
          "WG-ATT-0005",
          "The signature algorithm is absent, unprotected or not allowed",
          "Use ES256 in the protected header");

  /** The evidence's signature does not verify. */
  public static final ErrorCode BAD_SIGNATURE =
      new ErrorCode(
          "WG-ATT-0006",
          "The evidence's signature does not verify",
          "Treat the device as tampered with until examined");

  /** The evidence does not carry the nonce of this challenge. */
  public static final ErrorCode NONCE_MISMATCH =
      new ErrorCode(
          "WG-ATT-0007",
          "The evidence does not carry the nonce of this challenge",
          "Treat it as replayed; challenge the device again after examining it");

  /** The evidence answers no open challenge of this device. */
  public static final ErrorCode NONCE_UNKNOWN =
      new ErrorCode(
          "WG-ATT-0008",
          "The evidence answers no open challenge of this device",
          "Let the device ask for a fresh challenge");

  /** The challenge expired before the evidence arrived. */
  public static final ErrorCode NONCE_EXPIRED =
      new ErrorCode(
          "WG-ATT-0009",
          "The challenge expired before the evidence arrived",
          "Let the device ask for a fresh challenge");

  /** No attestation key is endorsed for this instance. */
  public static final ErrorCode UNKNOWN_INSTANCE =
      new ErrorCode(
          "WG-ATT-0010",
          "No attestation key is endorsed for this instance",
          "Load the manufacturer's endorsement for this device");

  /** The evidence speaks for another device. */
  public static final ErrorCode WRONG_DEVICE =
      new ErrorCode(
          "WG-ATT-0011",
          "The evidence speaks for another device",
          "Treat the device as tampered with until examined");

  /** A mandatory claim is missing. */
  public static final ErrorCode MISSING_CLAIM =
      new ErrorCode(
          "WG-ATT-0012",
          "A mandatory claim is missing",
          "Ask the manufacturer for a device that follows RFC 9783");

  /** A claim has the wrong type or a value out of range. */
  public static final ErrorCode BAD_CLAIM =
      new ErrorCode(
          "WG-ATT-0013",
          "A claim has the wrong type or a value out of range",
          "Ask the manufacturer for a device that follows RFC 9783");

  /** The evidence's profile is not supported. */
  public static final ErrorCode WRONG_PROFILE =
      new ErrorCode(
          "WG-ATT-0014", "The evidence's profile is not supported", "Use the profile of RFC 9783");

  /** A measured component matches no reference value. */
  public static final ErrorCode UNKNOWN_MEASUREMENT =
      new ErrorCode(
          "WG-ATT-0015",
          "A measured component matches no reference value",
          "Update the device to a released firmware, or load its reference values");

  /** The device's security lifecycle is not 'secured'. */
  public static final ErrorCode INSECURE_LIFECYCLE =
      new ErrorCode(
          "WG-ATT-0016",
          "The device's security lifecycle is not 'secured'",
          "Lock debug access and provision the device again");

  /** There are no reference values for this implementation. */
  public static final ErrorCode NO_REFERENCE =
      new ErrorCode(
          "WG-ATT-0017",
          "There are no reference values for this implementation",
          "Load the manufacturer's signed reference values");

  /** The evidence was asked for with another key than the one to be certified. */
  public static final ErrorCode KEY_MISMATCH =
      new ErrorCode(
          "WG-ATT-0018",
          "The evidence was asked for with another key than the one to be certified",
          "Ask for a challenge with the key of the request");

  /** Too many challenges are open. */
  public static final ErrorCode TOO_MANY_CHALLENGES =
      new ErrorCode(
          "WG-ATT-0019",
          "Too many challenges are open",
          "Answer or let expire the open ones, then ask again");

  /** The device did not answer its challenge. */
  public static final ErrorCode NO_ANSWER =
      new ErrorCode(
          "WG-ATT-0020",
          "The device did not answer its challenge",
          "Check the device's power and radio");

  /** Bytes follow the end of the token. */
  public static final ErrorCode TRAILING_DATA =
      new ErrorCode(
          "WG-ATT-0022",
          "Bytes follow the end of the token",
          "Ask the manufacturer for a device that follows RFC 9052");

  /** The token is not a tagged COSE_Sign1 or COSE_Mac0 message. */
  public static final ErrorCode WRONG_TYPE =
      new ErrorCode(
          "WG-ATT-0023",
          "The token is not a tagged COSE_Sign1 or COSE_Mac0 message",
          "Ask the manufacturer for a device that follows RFC 9783");

  /** The request for a challenge does not name a key. */
  public static final ErrorCode BAD_CHALLENGE_REQUEST =
      new ErrorCode(
          "WG-ATT-0024",
          "The request for a challenge does not name a key",
          "Send the 32 bytes SHA-256 of the key's SubjectPublicKeyInfo");

  /** The key file holds no key that can verify evidence. */
  public static final ErrorCode BAD_KEY_FILE =
      new ErrorCode(
          "WG-ATT-0025",
          "The key file holds no key that can verify evidence",
          "Give a PEM or JWK file with one P-256 or HMAC key");

  /** A file could not be read. */
  public static final ErrorCode UNREADABLE =
      new ErrorCode(
          "WG-ATT-0026", "A file could not be read", "Check the path, permissions and size");

  /** The nonce is not 8 to 64 bytes in hexadecimal. */
  public static final ErrorCode BAD_NONCE =
      new ErrorCode(
          "WG-ATT-0027",
          "The nonce is not 8 to 64 bytes in hexadecimal",
          "Give the nonce as an even number of hexadecimal digits");

  /** The gateway has too much evidence waiting. */
  public static final ErrorCode OVERLOADED =
      new ErrorCode(
          "WG-ATT-0028",
          "The gateway has too much evidence waiting",
          "Wait and send the evidence again; give the gateway more processors if it persists");

  /** The evidence says itself that it is not valid now. */
  public static final ErrorCode NOT_VALID_NOW =
      new ErrorCode(
          "WG-ATT-0029",
          "The evidence says itself that it is not valid now",
          "Check the clocks of the device and of the gateway");

  /** A submodule of the evidence cannot be accepted. */
  public static final ErrorCode BAD_SUBMODULE =
      new ErrorCode(
          "WG-ATT-0030",
          "A submodule of the evidence cannot be accepted",
          "Ask the manufacturer for submodules as docs/attestation-protocol.md describes them");

  /** The gateway holds no key of this device to authenticate its evidence with. */
  public static final ErrorCode NO_EVIDENCE_KEY =
      new ErrorCode(
          "WG-ATT-0031",
          "The gateway holds no key of this device to authenticate its evidence with",
          "Load the device's keys, or end their bar");

  /** The certificates in the evidence do not lead to a root of the device's manufacturer. */
  public static final ErrorCode BAD_CHAIN =
      new ErrorCode(
          "WG-ATT-0032",
          "The certificates in the evidence do not lead to a root of the device's manufacturer",
          "Load the manufacturer's roots; else treat the device as tampered with until examined");

  /** The evidence is not a quote as a TPM makes it. */
  public static final ErrorCode BAD_QUOTE =
      new ErrorCode(
          "WG-ATT-0033",
          "The evidence is not a quote as a TPM makes it",
          "Ask the manufacturer for quotes as docs/attestation-protocol.md describes them");

  /** The register values sent are not those that were quoted. */
  public static final ErrorCode WRONG_REGISTERS =
      new ErrorCode(
          "WG-ATT-0034",
          "The register values sent are not those that were quoted",
          "Treat the device as tampered with until examined");

  private AttestationErrors() {}
}
