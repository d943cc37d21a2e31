package org.wardgate.decision.state;

/** How far the data of a retired device are erased. */
public enum Erasure {
  /** They are there. */
  NONE,
  /** They left the state; the journal's records of the device are still to be erased. */
  ORDERED,
  /** Nothing is left but its id and what the audit record says. */
  DONE
}
