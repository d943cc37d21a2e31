package org.wardgate.api.journal;

import org.wardgate.api.error.ErrorCode;

/** The journal's part of the error catalogue. */
public final class JournalErrors {
  /** The journal could not be written, so nothing was decided. */
  public static final ErrorCode WRITE_FAILED =
      new ErrorCode(
          "WG-JNL-0001",
          "The journal could not be written, so nothing was decided",
          "Free disk space or repair the disk; the state on disk is intact");

  /** A stored record does not match the hash chain. */
  public static final ErrorCode TAMPERED =
      new ErrorCode(
          "WG-JNL-0002",
          "A stored record does not match the hash chain",
          "Keep the file as evidence and restore a backup");

  /** A checkpoint's signature does not verify. */
  public static final ErrorCode BAD_CHECKPOINT =
      new ErrorCode(
          "WG-JNL-0003",
          "A checkpoint's signature does not verify",
          "Keep the file as evidence and restore a backup");

  /** A record exceeds the size limit. */
  public static final ErrorCode TOO_LARGE =
      new ErrorCode(
          "WG-JNL-0004", "A record exceeds the size limit", "Report it: this is a defect");

  /** The directory holds no journal. */
  public static final ErrorCode NOT_A_JOURNAL =
      new ErrorCode(
          "WG-JNL-0005",
          "The directory holds no journal",
          "Give the directory that contains journal.db");

  /** Too many appends are waiting. */
  public static final ErrorCode OVERLOADED =
      new ErrorCode(
          "WG-JNL-0006", "Too many appends are waiting", "Try again; check the disk's speed");

  /** The journal is closed. */
  public static final ErrorCode CLOSED =
      new ErrorCode("WG-JNL-0007", "The journal is closed", "Wait until the gateway has started");

  /** Records are missing from the journal. */
  public static final ErrorCode TRUNCATED =
      new ErrorCode(
          "WG-JNL-0008",
          "Records are missing from the journal",
          "Keep the file as evidence and restore a backup");

  /** Another process is writing this journal. */
  public static final ErrorCode LOCKED =
      new ErrorCode(
          "WG-JNL-0009", "Another process is writing this journal", "Stop the other gateway");

  /** An entry is malformed. */
  public static final ErrorCode MALFORMED =
      new ErrorCode("WG-JNL-0010", "An entry is malformed", "Report it: this is a defect");

  /** The journal could not be read. */
  public static final ErrorCode READ_FAILED =
      new ErrorCode(
          "WG-JNL-0011",
          "The journal could not be read",
          "Check the disk and the file's permissions, then run journal verify");

  private JournalErrors() {}
}
