package org.wardgate.api.decision;

import org.wardgate.api.error.ErrorCode;

/** The decision core's part of the error catalogue. */
public final class DecisionErrors {
  /** Too many events are waiting. */
  public static final ErrorCode OVERLOADED =
      new ErrorCode(
          "WG-DEC-0001",
          "Too many events are waiting",
          "The sender tries again; check the gateway's load");

  /** The device's MUD file is not there yet. */
  public static final ErrorCode PROFILE_PENDING =
      new ErrorCode(
          "WG-DEC-0002",
          "The device's MUD file is not there yet",
          "Wait; see the device's reason with explain");

  /** The device sent traffic its manufacturer did not declare. */
  public static final ErrorCode VIOLATIONS =
      new ErrorCode(
          "WG-DEC-0003",
          "The device sent traffic its manufacturer did not declare",
          "Examine the device; release it when the cause is gone");

  /** The device missed too many attestation challenges in a row. */
  public static final ErrorCode STALE =
      new ErrorCode(
          "WG-DEC-0004",
          "The device missed too many attestation challenges in a row",
          "Check the device's power and radio");

  /** An operator decided it. */
  public static final ErrorCode OPERATOR =
      new ErrorCode(
          "WG-DEC-0005", "An operator decided it", "Ask the operator named in the journal");

  /** The device keeps its therapy floor because a patient may depend on it. */
  public static final ErrorCode THERAPY_FLOOR =
      new ErrorCode(
          "WG-DEC-0006",
          "The device keeps its therapy floor because a patient may depend on it",
          "Examine it at the bedside; nothing below the floor is cut");

  /** There is no such device. */
  public static final ErrorCode UNKNOWN_DEVICE =
      new ErrorCode("WG-DEC-0007", "There is no such device", "Check the id with 'devices'");

  /** The command does not fit the device's state. */
  public static final ErrorCode NOT_ALLOWED =
      new ErrorCode(
          "WG-DEC-0008",
          "The command does not fit the device's state",
          "See the device's state with 'device'");

  /** A stage did not carry out an intent in time. */
  public static final ErrorCode INTENT_OVERDUE =
      new ErrorCode(
          "WG-DEC-0009",
          "A stage did not carry out an intent in time",
          "It is tried again; check the stage's health");

  /** The device is no longer in the hospital's inventory. */
  public static final ErrorCode REMOVED_FROM_INVENTORY =
      new ErrorCode(
          "WG-DEC-0010",
          "The device is no longer in the hospital's inventory",
          "Add it again or retire it");

  /** The journal's state cannot be read by this version. */
  public static final ErrorCode STATE_UNREADABLE =
      new ErrorCode(
          "WG-DEC-0011",
          "The journal's state cannot be read by this version",
          "Run the version that wrote it, or restore a backup");

  /** More devices than the limit. */
  public static final ErrorCode TOO_MANY_DEVICES =
      new ErrorCode(
          "WG-DEC-0012", "More devices than the limit", "Raise the limit or split the ward");

  /** The device's policy could not be enforced, so it was not admitted. */
  public static final ErrorCode NOT_ENFORCED =
      new ErrorCode(
          "WG-DEC-0013",
          "The device's policy could not be enforced, so it was not admitted",
          "Repair enforcement; the device tries again");

  /** The command is malformed. */
  public static final ErrorCode BAD_COMMAND =
      new ErrorCode("WG-DEC-0014", "The command is malformed", "Correct what the detail names");

  /** There is no such advisory. */
  public static final ErrorCode UNKNOWN_ADVISORY =
      new ErrorCode(
          "WG-DEC-0015", "There is no such advisory", "Check the id with 'advisory list'");

  /** The same person cannot approve twice. */
  public static final ErrorCode SAME_OPERATOR =
      new ErrorCode(
          "WG-DEC-0016",
          "It needs the approval of somebody else",
          "Let another operator approve it with a token of their own");

  /** More advisories are known than the limit. */
  public static final ErrorCode TOO_MANY_ADVISORIES =
      new ErrorCode(
          "WG-DEC-0017",
          "More advisories are known than the limit",
          "Ask the issuers to withdraw advisories that no longer count");

  /** An operator revoked the device's certificates. */
  public static final ErrorCode REVOKED_BY_OPERATOR =
      new ErrorCode(
          "WG-DEC-0018",
          "An operator revoked the device's certificates",
          "Release the device once it may join again; it enrolls anew");

  /** The device's certificate expired and it did not renew it. */
  public static final ErrorCode NOT_RENEWED =
      new ErrorCode(
          "WG-DEC-0019",
          "The device's certificate expired and it did not renew it",
          "Check the device; it may enroll again with its IDevID");

  /** The device was handed over to another ward. */
  public static final ErrorCode HANDED_OVER =
      new ErrorCode(
          "WG-DEC-0020",
          "The device was handed over to another ward",
          "Hand it back from there, or release it here");

  /** A key shared with the device was shown with two identities. */
  public static final ErrorCode KEY_COMPROMISED =
      new ErrorCode(
          "WG-DEC-0021",
          "A key shared with the device was shown with two identities",
          "Give both devices new keys, then release them");

  /** The sources of trust contradict each other. */
  public static final ErrorCode CONFLICTING =
      new ErrorCode(
          "WG-DEC-0022",
          "The sources of trust contradict each other",
          "Read the contributions with explain and find out which one is wrong");

  /** Known vulnerabilities make the device less trusted than required. */
  public static final ErrorCode VULNERABLE =
      new ErrorCode(
          "WG-DEC-0023",
          "Known vulnerabilities make the device less trusted than required",
          "Update its firmware; it comes back with fresh evidence");

  /** A change would worsen too many devices at once, so people have to decide. */
  public static final ErrorCode CHANGE_HELD =
      new ErrorCode(
          "WG-DEC-0024",
          "A change would worsen too many devices at once, so people have to decide",
          "Look at the devices named, then approve or dismiss it");

  /** There is no such change. */
  public static final ErrorCode UNKNOWN_CHANGE =
      new ErrorCode("WG-DEC-0025", "There is no such change", "Check it with 'change list'");

  /** More changes wait than the limit. */
  public static final ErrorCode TOO_MANY_CHANGES =
      new ErrorCode(
          "WG-DEC-0026",
          "More changes wait than the limit",
          "Approve or dismiss those that are held; it has to be offered again then");

  /** More assessments of firmware are known than the limit. */
  public static final ErrorCode TOO_MANY_ASSESSMENTS =
      new ErrorCode(
          "WG-DEC-0027",
          "More assessments of firmware are known than the limit",
          "Take SBOMs away whose firmware runs on no device of the ward");

  /** The change is older than the one that is known. */
  public static final ErrorCode OLD_CHANGE =
      new ErrorCode(
          "WG-DEC-0028",
          "The change is older than the one that is known",
          "Decide about the newer version");

  /** A change could not be tried or put in force. */
  public static final ErrorCode CHANGE_FAILED =
      new ErrorCode(
          "WG-DEC-0029",
          "A change could not be tried or put in force",
          "It is tried again; read the detail");

  /** The device cannot be exempted. */
  public static final ErrorCode EXEMPTION_REFUSED =
      new ErrorCode(
          "WG-DEC-0040",
          "The device cannot be exempted",
          "Remove what the detail names; the therapy floor stays in force");

  /** An operator overruled the verdict on the device. */
  public static final ErrorCode OVERRULED =
      new ErrorCode(
          "WG-DEC-0041",
          "An operator overruled the verdict on the device",
          "Remove the cause before the time given, or end the exemption");

  /** The glass was broken for the device: it has its traffic whatever it is trusted. */
  public static final ErrorCode BREAK_GLASS =
      new ErrorCode(
          "WG-DEC-0042",
          "The glass was broken for the device: it has its traffic whatever it is trusted",
          "Replace the device before the time given, or end the exemption");

  /** The device cannot attest and nobody accepts it. */
  public static final ErrorCode NOT_ACCEPTED =
      new ErrorCode(
          "WG-DEC-0043",
          "The device cannot attest and nobody accepts it",
          "Look at the device and accept it for a time");

  /** The acceptance of a device ends soon. */
  public static final ErrorCode ACCEPTANCE_ENDS =
      new ErrorCode(
          "WG-DEC-0044",
          "The acceptance of a device that cannot attest ends soon",
          "Look at the device and accept it anew");

  /** What a person allowed the device is over. */
  public static final ErrorCode EXEMPTION_OVER =
      new ErrorCode(
          "WG-DEC-0045",
          "What a person allowed the device is over",
          "Let the device join, or release it");

  /** A break-glass is in force. */
  public static final ErrorCode GLASS_IS_BROKEN =
      new ErrorCode(
          "WG-DEC-0046",
          "A break-glass is in force: a patient may need the device now",
          "Ask at the bedside, end the exemption, then try again");

  /** Several devices have trouble together. */
  public static final ErrorCode INCIDENT =
      new ErrorCode(
          "WG-DEC-0047",
          "Several devices have trouble together",
          "Examine what they have in common, then answer or dismiss the incident");

  /** The response to an incident waits for people. */
  public static final ErrorCode INCIDENT_WAITS =
      new ErrorCode(
          "WG-DEC-0048",
          "The response to an incident waits for people",
          "Answer or dismiss the incident");

  /** There is no such incident. */
  public static final ErrorCode UNKNOWN_INCIDENT =
      new ErrorCode(
          "WG-DEC-0049", "There is no such incident", "Check the id with 'incident list'");

  /** More incidents are open than the limit. */
  public static final ErrorCode TOO_MANY_INCIDENTS =
      new ErrorCode(
          "WG-DEC-0050",
          "More incidents are open than the limit",
          "Answer or dismiss incidents; no new one is opened before");

  /** The response to an incident needs somebody else's answer too. */
  public static final ErrorCode SECOND_PERSON =
      new ErrorCode(
          "WG-DEC-0051",
          "The response to an incident needs somebody else's answer too",
          "Let another operator answer it with a token of their own");

  private DecisionErrors() {}
}
