package org.wardgate.decision.state;

/**
 * The manufacturer's certificate that a device showed last: what it takes to find it in that
 * manufacturer's revocation lists.
 *
 * @param sha256 hexadecimal digest of the certificate, empty if it showed none
 * @param issuerSha256 hexadecimal digest of its issuer's name in canonical form, empty if not known
 * @param serialNumber of the certificate, hexadecimal, empty if not known
 */
public record IdevidFacts(String sha256, String issuerSha256, String serialNumber) {
  /** It showed none. */
  public static final IdevidFacts NONE = new IdevidFacts("", "", "");

  /** Whether it showed one. */
  public boolean present() {
    return !sha256.isEmpty();
  }

  /** Whether it can be looked up in a list. */
  public boolean listable() {
    return !issuerSha256.isEmpty() && !serialNumber.isEmpty();
  }
}
