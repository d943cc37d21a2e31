package org.wardgate.vulnerabilities.model;

import java.time.Instant;

/**
 * A file that was read.
 *
 * @param kind its format
 * @param id its name among its issuer's documents of that kind
 * @param version its version; empty if the format has none
 * @param at when this version was issued
 * @param content what it says
 */
public record Document(Kind kind, String id, String version, Instant at, Content content) {
  /** Formats. */
  public enum Kind {
    /** CycloneDX 1.4 to 1.6. */
    CYCLONEDX,
    /** OpenVEX. */
    OPENVEX,
    /** CSAF 2. */
    CSAF,
    /** A list of exploited vulnerabilities in the form of CISA's. */
    EXPLOITED
  }
}
