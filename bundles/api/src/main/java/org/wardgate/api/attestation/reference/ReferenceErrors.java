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

  /** Its signature does not hold. */
  public static final ErrorCode BAD_SIGNATURE =
      new ErrorCode(
          "WG-REF-0002",
          "The CoRIM's signature does not hold",
          "Fetch the file again; ask its issuer if that does not help");

  /** The signer is not one that the inventory names. */
  public static final ErrorCode UNKNOWN_SIGNER =
      new ErrorCode(
          "WG-REF-0003",
          "The signer of the CoRIM is nobody whom the inventory names as reference signer",
          "Add the signer's root to the manufacturer's referenceSigners, if it is right");

  /** The signer speaks for others. */
  public static final ErrorCode FOREIGN_VENDOR =
      new ErrorCode(
          "WG-REF-0004",
          "The CoRIM speaks for a vendor or model that its signer may not speak for",
          "Ask the issuer for a file about its own models only, or widen referenceSigners");

  /** Not valid at this time. */
  public static final ErrorCode NOT_VALID_NOW =
      new ErrorCode(
          "WG-REF-0005",
          "The CoRIM or its signer is not valid at this time",
          "Check the gateway's clock; ask the issuer for a current file");

  /** An older version. */
  public static final ErrorCode ROLLBACK =
      new ErrorCode(
          "WG-REF-0006",
          "A higher version of this CoRIM was adopted before",
          "Use the newest version; to undo one, the issuer signs the old content as a higher one");

  /** The same version with other content. */
  public static final ErrorCode SAME_VERSION =
      new ErrorCode(
          "WG-REF-0007",
          "The same version of this CoRIM is known with other content",
          "Ask the issuer to raise the tag-version with every change");

  /** Its profile is not known. */
  public static final ErrorCode UNKNOWN_PROFILE =
      new ErrorCode(
          "WG-REF-0008",
          "The CoRIM follows a profile that is not known here",
          "Ask the issuer for a file without profile or with one of docs/references.md");

  /** It claims what another one claims. */
  public static final ErrorCode CONTRADICTION =
      new ErrorCode(
          "WG-REF-0009",
          "The CoRIM claims a device or class that another one in force speaks for",
          "Find out who is right; withdraw the other file first");

  /** More than can be held. */
  public static final ErrorCode TOO_MUCH =
      new ErrorCode(
          "WG-REF-0010",
          "There are more reference values than can be held",
          "Remove files that are not needed any more");

  /** The gateway cannot keep it. */
  public static final ErrorCode CANNOT_KEEP =
      new ErrorCode(
          "WG-REF-0011",
          "Reference values cannot be kept on disk",
          "Check the data directory's space, permissions and the named file");

  /** A decision about something not known. */
  public static final ErrorCode UNKNOWN_CHANGE =
      new ErrorCode(
          "WG-REF-0012",
          "The change is not known any more",
          "Nothing: what was found again is offered again");

  /** A URL could not be fetched. */
  public static final ErrorCode CANNOT_FETCH =
      new ErrorCode(
          "WG-REF-0013",
          "Reference values cannot be fetched",
          "Check the address, the network and tlsAnchorsFile; what is in force stays in force");

  /** The JSON form is not valid. */
  public static final ErrorCode BAD_JSON =
      new ErrorCode(
          "WG-REF-0014",
          "The JSON form of reference values is not valid",
          "Correct it as docs/references.md describes");

  /** It says nothing that could be used. */
  public static final ErrorCode NOTHING_USABLE =
      new ErrorCode(
          "WG-REF-0015",
          "The CoRIM says nothing that can be used here",
          "See what was ignored with 'wardgate corim check'");

  /** It was decided against. */
  public static final ErrorCode DROPPED =
      new ErrorCode(
          "WG-REF-0016",
          "This version of the CoRIM was decided against",
          "Ask the issuer for a higher version with what you want changed");

  /** A manifest cannot be signed. */
  public static final ErrorCode BAD_SIGNING_KEY =
      new ErrorCode(
          "WG-REF-0017",
          "The manifest cannot be signed with this key and certificate",
          "Give a PKCS #8 key on P-256 or P-384 in PEM and the certificate of that key");

  /** The set in force is not the one it was tried against. */
  public static final ErrorCode TRIED_AGAINST_OTHERS =
      new ErrorCode(
          "WG-REF-0018",
          "What is in force has changed since this change was tried",
          "Nothing: it is tried again against what is in force now");

  /** The class belongs to another CoRIM id. */
  public static final ErrorCode OTHER_ID =
      new ErrorCode(
          "WG-REF-0019",
          "The CoRIM speaks of a class that was adopted under another CoRIM id",
          "Ask the issuer to sign it under the same id with a higher version; a file that only"
              + " names further devices may have an id of its own");

  private ReferenceErrors() {}
}
