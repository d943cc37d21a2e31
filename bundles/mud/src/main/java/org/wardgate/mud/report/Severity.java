package org.wardgate.mud.report;

/** How much a finding weighs. */
public enum Severity {
  /** The file is refused. */
  ERROR,
  /** The file is used, but not as its author may expect. */
  WARNING,
  /** Worth knowing. */
  NOTE
}
