package org.wardgate.api.view;

/** What is decided about a device. Several may hold at once. */
public enum Measure {
  /** It is watched more closely than its class asks. */
  OBSERVE,
  /** It has its declared traffic, functions that it is not trusted for apart. */
  ADMIT,
  /** It has part of its traffic, or its therapy floor alone. */
  RESTRICT,
  /** It has no traffic, or its therapy floor alone, until a person acts. */
  QUARANTINE,
  /** It is given no firmware. */
  BLOCK_UPDATE,
  /** It must be given firmware. */
  REQUIRE_UPDATE,
  /** It is out of service. */
  RETIRE
}
