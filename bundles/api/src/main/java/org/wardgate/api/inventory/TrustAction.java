package org.wardgate.api.inventory;

/** What trust is needed for, from the least to the most. */
public enum TrustAction {
  /** To be seen and challenged. */
  OBSERVE,
  /** To have its declared traffic. */
  ADMIT,
  /** To be given firmware. */
  UPDATE,
  /** To act on a patient at the word of somebody far away. */
  ACTUATE
}
