package org.wardgate.api.view;

/** Where a device stands. */
public enum DeviceState {
  /** It proved who made it and is in the inventory. */
  IDENTIFIED,
  /** Its MUD file was verified and compiled. */
  PROFILED,
  /** Its evidence was affirmed and it is trusted enough. */
  ATTESTED,
  /** It has its certificate and exactly its declared traffic. */
  ADMITTED,
  /**
   * It lost trust and has its therapy floor alone; or its evidence stayed away too long, and it has
   * its therapy floor if it has one, and nothing otherwise.
   */
  RESTRICTED,
  /** It lost trust, or never had it, and has no traffic. */
  QUARANTINED,
  /** It proved nothing, or may not be here. */
  REFUSED,
  /** It was taken out of service. */
  RETIRED
}
