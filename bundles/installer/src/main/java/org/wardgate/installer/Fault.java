package org.wardgate.installer;

/** Why an update does not run: the codes that {@code UpdateErrors} explains. */
public enum Fault {
  /** The new set did not become or stay well. */
  NOT_HEALTHY("WG-UPD-0007"),
  /** The hand-over cannot be read or names nothing. */
  BAD_REQUEST("WG-UPD-0020"),
  /** The staged package is missing or is not the one that was staged. */
  WRONG_PACKAGE("WG-UPD-0021"),
  /** It has expired or is not newer than what ran here, now that its turn has come. */
  TOO_LATE("WG-UPD-0022"),
  /** There is no set to go back to. */
  NO_WAY_BACK("WG-UPD-0023"),
  /** The running bundles were not installed by what would exchange them. */
  NOT_OURS("WG-UPD-0024"),
  /** The bundles could not be exchanged. */
  NOT_EXCHANGED("WG-UPD-0025"),
  /** The exchange did not end in time. */
  TOO_SLOW("WG-UPD-0026"),
  /** The gateway ended during the trial. */
  RESTARTED("WG-UPD-0027"),
  /** The disk did not take what had to be kept. */
  NOT_KEPT("WG-UPD-0028"),
  /** The set before could not be put back, however often the gateway was started anew. */
  STUCK("WG-UPD-0029");

  private final String code;

  Fault(String code) {
    this.code = code;
  }

  /** Its code in the error catalogue. */
  public String code() {
    return code;
  }
}
