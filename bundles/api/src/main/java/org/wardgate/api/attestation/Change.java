package org.wardgate.api.attestation;

/**
 * A new version of what appraisals depend on. It counts once {@code decision} adopts it.
 *
 * @param kind what it is
 * @param id stable over its versions, at most 200 characters
 * @param version rises, at least 1; 0 means that it was taken away
 * @param sha256 hexadecimal digest of the signed file
 */
public record Change(Kind kind, String id, long version, String sha256) {
  /** What changes. */
  public enum Kind {
    /** Reference values and endorsements. */
    REFERENCES,
    /** A protection profile. */
    PROFILE,
    /** What is known about vulnerabilities. */
    VULNERABILITIES
  }
}
