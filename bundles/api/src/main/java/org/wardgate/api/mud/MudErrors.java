package org.wardgate.api.mud;

import org.wardgate.api.error.ErrorCode;

/** The MUD manager's part of the error catalogue. */
public final class MudErrors {
  /** The file is not JSON. */
  public static final ErrorCode NOT_JSON =
      new ErrorCode(
          "WG-MUD-0001",
          "The file is not JSON",
          "Ask the manufacturer for a valid MUD file (RFC 8520)");

  /** The file exceeds the size limit. */
  public static final ErrorCode TOO_LARGE =
      new ErrorCode(
          "WG-MUD-0002",
          "The file exceeds the size limit",
          "Ask the manufacturer for a shorter file");

  /** The file nests deeper than the limit. */
  public static final ErrorCode TOO_DEEP =
      new ErrorCode(
          "WG-MUD-0003",
          "The file nests deeper than the limit",
          "Ask the manufacturer for a valid MUD file");

  /** A JSON object has the same key twice. */
  public static final ErrorCode DUPLICATE_KEY =
      new ErrorCode(
          "WG-MUD-0004",
          "A JSON object has the same key twice",
          "Ask the manufacturer for a valid MUD file");

  /** The file has no ietf-mud:mud container. */
  public static final ErrorCode NO_MUD_CONTAINER =
      new ErrorCode(
          "WG-MUD-0005",
          "The file has no ietf-mud:mud container",
          "Give a MUD file, not another kind of JSON");

  /** A mandatory node is missing. */
  public static final ErrorCode MISSING_NODE =
      new ErrorCode(
          "WG-MUD-0006",
          "A mandatory node is missing",
          "Ask the manufacturer to add the node named in the detail");

  /** A node is not known to RFC 8520 or a supported extension. */
  public static final ErrorCode UNKNOWN_NODE =
      new ErrorCode(
          "WG-MUD-0007",
          "A node is not known to RFC 8520 or a supported extension",
          "Ask the manufacturer to remove the node named in the detail");

  /** A value is out of range or of the wrong form. */
  public static final ErrorCode BAD_VALUE =
      new ErrorCode(
          "WG-MUD-0008",
          "A value is out of range or of the wrong form",
          "Ask the manufacturer to correct the value named in the detail");

  /** The MUD URL is not an acceptable https URL. */
  public static final ErrorCode BAD_MUD_URL =
      new ErrorCode(
          "WG-MUD-0009",
          "The MUD URL is not an acceptable https URL",
          "Ask the manufacturer for a device with a correct MUD URL");

  /** A policy names an access list that the file does not have. */
  public static final ErrorCode UNKNOWN_ACL =
      new ErrorCode(
          "WG-MUD-0010",
          "A policy names an access list that the file does not have",
          "Ask the manufacturer to correct the name");

  /** The file has more access list entries than the limit. */
  public static final ErrorCode TOO_MANY_RULES =
      new ErrorCode(
          "WG-MUD-0011",
          "The file has more access list entries than the limit",
          "Ask the manufacturer for a shorter file");

  /** A match cannot be enforced by this gateway, so the file is refused rather than widened. */
  public static final ErrorCode UNSUPPORTED_MATCH =
      new ErrorCode(
          "WG-MUD-0012",
          "A match cannot be enforced by this gateway, so the file is refused rather than widened",
          "Assign a supported MUD file, or wait for a gateway that enforces it");

  /** The file's signature does not verify. */
  public static final ErrorCode BAD_SIGNATURE =
      new ErrorCode(
          "WG-MUD-0013",
          "The file's signature does not verify",
          "Fetch the file again; report it to the manufacturer if it stays");

  /** The file's signer may not speak for the MUD URL's authority. */
  public static final ErrorCode UNTRUSTED_SIGNER =
      new ErrorCode(
          "WG-MUD-0014",
          "The file's signer may not speak for the MUD URL's authority",
          "Add the signer's anchor for this manufacturer to the inventory if it is genuine");

  /** The file is unsigned. */
  public static final ErrorCode UNSIGNED =
      new ErrorCode(
          "WG-MUD-0015",
          "The file is unsigned",
          "Ask the manufacturer for a signature (RFC 8520 section 13)");

  /** The file could not be fetched. */
  public static final ErrorCode FETCH_FAILED =
      new ErrorCode(
          "WG-MUD-0016",
          "The file could not be fetched",
          "Check that the manufacturer's server can be reached from the gateway");

  /** The manufacturer's server did not answer in time. */
  public static final ErrorCode FETCH_TIMEOUT =
      new ErrorCode(
          "WG-MUD-0017",
          "The manufacturer's server did not answer in time",
          "Check the manufacturer's server; the device waits meanwhile");

  /** The file's mud-url is not the URL it was asked for. */
  public static final ErrorCode URL_MISMATCH =
      new ErrorCode(
          "WG-MUD-0018",
          "The file's mud-url is not the URL it was asked for",
          "Report it to the manufacturer");

  /** The device names no MUD URL and the inventory assigns none. */
  public static final ErrorCode NO_MUD_URL =
      new ErrorCode(
          "WG-MUD-0019",
          "The device names no MUD URL and the inventory assigns none",
          "Assign a MUD URL in the inventory");

  /** The file's signer certificate was not valid at the time that counts. */
  public static final ErrorCode EXPIRED_SIGNER =
      new ErrorCode(
          "WG-MUD-0020",
          "The file's signer certificate was not valid at the time that counts",
          "Ask the manufacturer to sign the file anew");

  /** The MUD URL's authority does not belong to the device's manufacturer. */
  public static final ErrorCode WRONG_MANUFACTURER =
      new ErrorCode(
          "WG-MUD-0021",
          "The MUD URL's authority does not belong to the device's manufacturer",
          "Report the device; it may be forged");

  /** The file's mud-version is not 1. */
  public static final ErrorCode UNSUPPORTED_VERSION =
      new ErrorCode(
          "WG-MUD-0022",
          "The file's mud-version is not 1",
          "Ask the manufacturer for a version 1 file");

  /** The MUD manager's configuration was refused; the last good one stays. */
  public static final ErrorCode BAD_CONFIGURATION =
      new ErrorCode(
          "WG-MUD-0023",
          "The MUD manager's configuration was refused; the last good one stays",
          "Correct the value named in the detail");

  /** The access lists stand under the name used before RFC 8519. */
  public static final ErrorCode PRE_RFC_ROOT =
      new ErrorCode(
          "WG-MUD-0024",
          "The access lists stand under the name used before RFC 8519",
          "Ask the manufacturer to rename the node to ietf-access-control-list:acls");

  /** A node outside the rules is not known and was ignored. */
  public static final ErrorCode NODE_IGNORED =
      new ErrorCode(
          "WG-MUD-0025",
          "A node outside the rules is not known and was ignored",
          "Nothing; ask the manufacturer if the node matters to you");

  /** A text is longer than the standard allows. */
  public static final ErrorCode TEXT_TOO_LONG =
      new ErrorCode(
          "WG-MUD-0026",
          "A text is longer than the standard allows",
          "Nothing; ask the manufacturer for a shorter text");

  /** An accept rule asks for what cannot be matched exactly, so it accepts nothing. */
  public static final ErrorCode NOTHING_ACCEPTED =
      new ErrorCode(
          "WG-MUD-0027",
          "An accept rule asks for what cannot be matched exactly, so it accepts nothing",
          "Assign another MUD file if the device needs this traffic");

  /** The manufacturer no longer supports the device. */
  public static final ErrorCode NO_LONGER_SUPPORTED =
      new ErrorCode(
          "WG-MUD-0028",
          "The manufacturer no longer supports the device",
          "Plan to replace the device; it will get no updates");

  /** A rule matches nothing until its class of hosts is mapped. */
  public static final ErrorCode WAITS_FOR_MAPPING =
      new ErrorCode(
          "WG-MUD-0029",
          "A rule matches nothing until its class of hosts is mapped",
          "Map the class named in the detail if the device needs this traffic");

  /** A rule matches every far end. */
  public static final ErrorCode OVER_WIDE =
      new ErrorCode(
          "WG-MUD-0030",
          "A rule matches every far end",
          "Ask the manufacturer whether the rule must be this wide");

  /** A value is not in its standard form and was read as the standard form. */
  public static final ErrorCode NOT_CANONICAL =
      new ErrorCode(
          "WG-MUD-0031",
          "A value is not in its standard form and was read as the standard form",
          "Ask the manufacturer to correct the value named in the detail");

  /** The manufacturer's server failed, so the cached file is used. */
  public static final ErrorCode FROM_CACHE =
      new ErrorCode(
          "WG-MUD-0032",
          "The manufacturer's server failed, so the cached file is used",
          "Check that the manufacturer's server can be reached from the gateway");

  /** No policy uses an access list. */
  public static final ErrorCode UNUSED_ACL =
      new ErrorCode(
          "WG-MUD-0033",
          "No policy uses an access list",
          "Ask the manufacturer whether the access list was forgotten");

  /** The file has no rules for one direction, so nothing passes that way. */
  public static final ErrorCode NO_POLICY =
      new ErrorCode(
          "WG-MUD-0034",
          "The file has no rules for one direction, so nothing passes that way",
          "Ask the manufacturer whether the rules were forgotten");

  /** Two entries have the same name. */
  public static final ErrorCode DUPLICATE_NAME =
      new ErrorCode(
          "WG-MUD-0035",
          "Two entries have the same name",
          "Ask the manufacturer to give each entry its own name");

  /** The cache of MUD files could not be read or written. */
  public static final ErrorCode CACHE_FAILED =
      new ErrorCode(
          "WG-MUD-0036",
          "The cache of MUD files could not be read or written",
          "Check space and permissions of the gateway's data directory");

  /** More MUD files are being fetched than the limit. */
  public static final ErrorCode OVERLOADED =
      new ErrorCode(
          "WG-MUD-0037",
          "More MUD files are being fetched than the limit",
          "The device tries again later; nothing to do unless it repeats");

  /** The file is older than one that was accepted before. */
  public static final ErrorCode ROLLBACK =
      new ErrorCode(
          "WG-MUD-0038",
          "The file is older than one that was accepted before",
          "Ask the manufacturer to publish the newest file again");

  /** The file is unsigned or its signer has expired, and no operator approved it. */
  public static final ErrorCode UNAPPROVED =
      new ErrorCode(
          "WG-MUD-0039",
          "The file is unsigned or its signer has expired, and no operator approved it",
          "Approve this very file in the inventory, or ask the manufacturer to sign it anew");

  /** The file declares an extension that this gateway does not know. */
  public static final ErrorCode UNKNOWN_EXTENSION =
      new ErrorCode(
          "WG-MUD-0040",
          "The file declares an extension that this gateway does not know",
          "Assign another MUD file, or update the gateway");

  /** Two sources name different MUD URLs; the authenticated one counts. */
  public static final ErrorCode URL_CONFLICT =
      new ErrorCode(
          "WG-MUD-0041",
          "Two sources name different MUD URLs; the authenticated one counts",
          "Ask the manufacturer which URL is right; assign one in the inventory if in doubt");

  /** Only an unauthenticated source names a MUD URL. */
  public static final ErrorCode URL_UNAUTHENTICATED =
      new ErrorCode(
          "WG-MUD-0042",
          "Only an unauthenticated source names a MUD URL",
          "Assign the URL named in the detail in the inventory if it is right");

  /** An entry can never decide, because earlier ones match all it matches. */
  public static final ErrorCode UNREACHABLE =
      new ErrorCode(
          "WG-MUD-0043",
          "An entry can never decide, because earlier ones match all it matches",
          "Ask the manufacturer whether the order of the entries is right");

  /** Two entries of opposite outcome match the same packets; the first one decides. */
  public static final ErrorCode CONFLICT =
      new ErrorCode(
          "WG-MUD-0044",
          "Two entries of opposite outcome match the same packets; the first one decides",
          "Ask the manufacturer which of the two is meant");

  /** An entry is about frames that this gateway never forwards. */
  public static final ErrorCode NOT_FORWARDED =
      new ErrorCode(
          "WG-MUD-0045",
          "An entry is about frames that this gateway never forwards",
          "Nothing; such frames do not leave the ward port");

  /** The certification statement has expired. */
  public static final ErrorCode CERTIFICATION_EXPIRED =
      new ErrorCode(
          "WG-MUD-0046",
          "The certification statement has expired",
          "Ask the manufacturer for a renewed certificate");

  /** The advisory is not of the documented form. */
  public static final ErrorCode ADVISORY_MALFORMED =
      new ErrorCode(
          "WG-MUD-0047",
          "The advisory is not of the documented form",
          "Ask its issuer to correct the node named in the detail");

  /** The signature of the advisory does not verify. */
  public static final ErrorCode ADVISORY_SIGNATURE =
      new ErrorCode(
          "WG-MUD-0048",
          "The signature of the advisory does not verify",
          "Get the advisory again; report it to its issuer if it stays");

  /** The signer of the advisory may not speak for the models it names. */
  public static final ErrorCode ADVISORY_SIGNER =
      new ErrorCode(
          "WG-MUD-0049",
          "The signer of the advisory may not speak for the models it names",
          "Add the signer to the manufacturer or authority in the inventory if it is genuine");

  /** The advisory is older than the version that is known. */
  public static final ErrorCode ADVISORY_ROLLBACK =
      new ErrorCode(
          "WG-MUD-0050",
          "The advisory is older than the version that is known",
          "Get the newest version from its issuer");

  /** The advisory has expired. */
  public static final ErrorCode ADVISORY_EXPIRED =
      new ErrorCode(
          "WG-MUD-0051", "The advisory has expired", "Get the newest version from its issuer");

  /** The advisory would cut more devices than the cap and waits for a second person. */
  public static final ErrorCode ADVISORY_HELD =
      new ErrorCode(
          "WG-MUD-0052",
          "The advisory would cut more devices than the cap and waits for a second person",
          "Look at the devices it names and approve it, or leave it");

  /** A threat advisory names this device. */
  public static final ErrorCode ADVISORY_APPLIES =
      new ErrorCode(
          "WG-MUD-0053",
          "A threat advisory names this device",
          "Read the advisory; update or replace the device");

  /** A threat advisory was withdrawn; the device has to attest before it is restored. */
  public static final ErrorCode ADVISORY_WITHDRAWN =
      new ErrorCode(
          "WG-MUD-0054",
          "A threat advisory was withdrawn; the device has to attest before it is restored",
          "None needed; it returns once it has attested");

  /** The device names a MUD URL that is no update of the one it had. */
  public static final ErrorCode URL_UPDATE_UNAPPROVED =
      new ErrorCode(
          "WG-MUD-0055",
          "The device names a MUD URL that is no update of the one it had",
          "Assign the new URL in the inventory if it is right");

  /** The advisory is good but could not be kept or passed on. */
  public static final ErrorCode ADVISORY_NOT_KEPT =
      new ErrorCode(
          "WG-MUD-0056",
          "The advisory is good but could not be kept or passed on",
          "Look at the detail; free space on the gateway's disk if it is full, then hand it in again");

  /** No packet can match an entry, because its conditions exclude each other. */
  public static final ErrorCode MATCHES_NOTHING =
      new ErrorCode(
          "WG-MUD-0057",
          "No packet can match an entry, because its conditions exclude each other",
          "Ask the manufacturer to correct the entry");

  /** A (D)TLS profile is shown but not enforced. */
  public static final ErrorCode TLS_NOT_ENFORCED =
      new ErrorCode(
          "WG-MUD-0058",
          "A (D)TLS profile is shown but not enforced",
          "Nothing; a packet filter cannot look into handshakes");

  private MudErrors() {}
}
