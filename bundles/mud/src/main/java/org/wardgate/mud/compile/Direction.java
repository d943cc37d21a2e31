package org.wardgate.mud.compile;

/** Which packets a rule is about (RFC 8520 §3.3). */
public enum Direction {
  /** Sent by the device. */
  FROM_DEVICE,
  /** Sent to the device. */
  TO_DEVICE
}
