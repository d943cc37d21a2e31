package org.wardgate.installer;

/** What the installer is about. */
public enum Phase {
  /** Nothing; the set that runs counts. */
  IDLE,
  /** Bundles are being exchanged and become well, or not. */
  INSTALLING,
  /** The new set runs and is watched. */
  PROBATION,
  /** The new set is being made the one that the next start brings. */
  KEEPING,
  /** The set that ran before is being put back. */
  GOING_BACK
}
