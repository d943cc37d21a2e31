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

  /** The cloud sync's configuration was refused; the last good one stays. */
  public static final ErrorCode BAD_CONFIGURATION =
      new ErrorCode(
          "WG-CLD-0003",
          "The cloud sync's configuration was refused; the last good one stays",
          "Correct the value named in the detail");

  /** A record's payload is not JSON and was sent without it. */
  public static final ErrorCode NOT_JSON =
      new ErrorCode(
          "WG-CLD-0004",
          "A record's payload is not JSON, so it was sent without it",
          "Report it: this is a defect; read the record from the journal's export");

  private CloudErrors() {}
}
