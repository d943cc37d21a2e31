package org.wardgate.mud.advisory;

import java.time.Duration;

/** How much an advisory may contain. Beyond any of these it is refused. */
final class AdvisoryLimits {
  /** Size of the file. */
  static final int CONTENT_MAX_BYTES = 256 * 1024;

  /** Size of its signature. */
  static final int SIGNATURE_MAX_BYTES = 64 * 1024;

  /** Highest version: exact in every JSON implementation. */
  static final long VERSION_MAX = (1L << 53) - 1;

  /** Firmware revisions of one model. */
  static final int FIRMWARE_REVS_MAX_COUNT = 64;

  /** Length of a firmware revision, as in a MUD file (RFC 8520 §3.13). */
  static final int FIRMWARE_REV_MAX_CHARS = 40;

  /** References, for example CVE numbers. */
  static final int REFERENCES_MAX_COUNT = 32;

  /** Length of a reference. */
  static final int REFERENCE_MAX_CHARS = 128;

  /** Length of the summary. */
  static final int SUMMARY_MAX_CHARS = 200;

  /** Longest time between issue and expiry: five years. */
  static final Duration LIFETIME_MAX = Duration.ofDays(1_827);

  /** How far an issuer's clock may be ahead of ours. */
  static final Duration CLOCK_AHEAD_MAX = Duration.ofHours(1);

  /** Advisories remembered. */
  static final int REMEMBERED_MAX_COUNT = 4_096;

  /** Files looked at in the watched folder. */
  static final int FOLDER_FILES_MAX_COUNT = 1_024;

  private AdvisoryLimits() {}
}
