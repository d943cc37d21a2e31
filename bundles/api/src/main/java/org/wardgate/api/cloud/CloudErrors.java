package org.wardgate.api.cloud;

import org.wardgate.api.error.ErrorCode;

/** The cloud sync's part of the error catalogue. */
public final class CloudErrors {
  /** The cloud did not acknowledge a message; it is sent again. */
  public static final ErrorCode NOT_ACKNOWLEDGED =
      new ErrorCode(
          "WG-CLD-0001",
          "The cloud did not acknowledge a message; it is sent again",
          "Check the uplink; nothing is lost meanwhile");

  /** A record exceeds the cloud's message limit and was sent without its payload. */
  public static final ErrorCode RECORD_TOO_LARGE =
      new ErrorCode(
          "WG-CLD-0002",
          "A record exceeds the cloud's message limit and was sent without its payload",
          "Read the record from the journal's export");

  /** A record's payload is not JSON and was sent without it. */
  public static final ErrorCode NOT_JSON =
      new ErrorCode(
          "WG-CLD-0004",
          "A record's payload is not JSON, so it was sent without it",
          "Report it: this is a defect; read the record from the journal's export");

  /** This gateway takes no commands from the cloud. */
  public static final ErrorCode NO_COMMANDS =
      new ErrorCode(
          "WG-CLD-0005",
          "This gateway takes no commands from the cloud",
          "Configure the command anchors file of the cloud sync");

  /** A command is not signed by whom this gateway trusts. */
  public static final ErrorCode COMMAND_UNSIGNED =
      new ErrorCode(
          "WG-CLD-0006",
          "A command is not signed by an operator this gateway trusts",
          "Sign it with a certificate that chains to the command anchors");

  /** A command is not of the documented form. */
  public static final ErrorCode BAD_COMMAND =
      new ErrorCode(
          "WG-CLD-0007",
          "A command is not of the documented form",
          "Make it with 'wardgate cloud command sign'");

  /** A command's sequence number was used. */
  public static final ErrorCode COMMAND_REPLAYED =
      new ErrorCode(
          "WG-CLD-0008",
          "A command's sequence number is not higher than the signer's last",
          "Sign it anew with a higher sequence number");

  /** A command may not be carried out any more. */
  public static final ErrorCode COMMAND_EXPIRED =
      new ErrorCode(
          "WG-CLD-0009",
          "A command has expired, or expires too late, or this gateway's clock is wrong",
          "Check the clocks, then sign it anew");

  /** A command is for another gateway. */
  public static final ErrorCode OTHER_GATEWAY =
      new ErrorCode(
          "WG-CLD-0010", "A command is for another gateway", "Sign it with this gateway's id");

  /** A command could not be carried out. */
  public static final ErrorCode COMMAND_FAILED =
      new ErrorCode(
          "WG-CLD-0011",
          "A command could not be carried out now",
          "Send it again with a higher sequence number; read the detail");

  private CloudErrors() {}
}
