package org.wardgate.trust;

/** Names of the sources, as the contributions of a verdict carry them. */
public final class Sources {
  /** The newest attestation. */
  public static final String ATTESTATION = "attestation";

  /** Traffic against the policy. */
  public static final String BEHAVIOUR = "behaviour";

  /** Known vulnerabilities of the firmware; there only if somebody looked. */
  public static final String VULNERABILITIES = "vulnerabilities";

  /** Certificate and patches; there only if something is known. */
  public static final String UPKEEP = "upkeep";

  /** The certification statement; there only if there is one. */
  public static final String CERTIFICATION = "certification";

  /** What other gateways say; there only if one does. */
  public static final String PEERS = "peers";

  private Sources() {}
}
