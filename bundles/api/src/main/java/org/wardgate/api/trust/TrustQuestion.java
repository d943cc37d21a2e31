package org.wardgate.api.trust;

import java.util.Map;

/**
 * What the decision core knows about a device when it asks for a verdict. Pure data.
 *
 * @param controls of the newest attestation: true holds, false fails, absent not attested
 * @param contraindicated whether that attestation was contraindicated: a veto
 * @param attested whether there is a fresh attestation at all
 * @param violationsCount packets denied since the last release, decayed, at least 0
 * @param destinationsCount different undeclared destinations among them, at least 0
 * @param certification what its certification statement is worth now
 * @param requiredTrust projected probability to exceed, 0 to 1
 * @param uncertaintyMax more uncertainty is undecidable, 0 to 1
 */
public record TrustQuestion(
    Map<String, Boolean> controls,
    boolean contraindicated,
    boolean attested,
    double violationsCount,
    int destinationsCount,
    Certification certification,
    double requiredTrust,
    double uncertaintyMax) {
  /** Copies the map. */
  public TrustQuestion {
    controls = Map.copyOf(controls);
  }

  /** Without a certification statement. */
  public TrustQuestion(
      Map<String, Boolean> controls,
      boolean contraindicated,
      boolean attested,
      double violationsCount,
      int destinationsCount,
      double requiredTrust,
      double uncertaintyMax) {
    this(
        controls,
        contraindicated,
        attested,
        violationsCount,
        destinationsCount,
        Certification.NONE,
        requiredTrust,
        uncertaintyMax);
  }

  /** What a certification statement in a signed MUD file is worth. */
  public enum Certification {
    /** There is none. */
    NONE,
    /** It is valid. */
    VALID,
    /** It has expired. */
    EXPIRED
  }
}
