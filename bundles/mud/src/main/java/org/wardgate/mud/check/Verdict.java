package org.wardgate.mud.check;

/** What comes of a check. */
public enum Verdict {
  /** The file can be used. */
  VALID,
  /** The file cannot be used. */
  REFUSED
}
