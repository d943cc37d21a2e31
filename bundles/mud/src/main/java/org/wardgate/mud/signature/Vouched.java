package org.wardgate.mud.signature;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * Why a file counts, and how long that holds.
 *
 * @param by whose word it is, for people; cleaned
 * @param signed whether its signature counts; otherwise the hospital's approval alone does
 * @param notBefore since when it counts
 * @param notAfter until when it counts
 */
public record Vouched(String by, boolean signed, Instant notBefore, Instant notAfter) {
  static Vouched signed(String by, List<X509Certificate> path, Instant notAfter) {
    return new Vouched(by, true, notBefore(path), notAfter);
  }

  /** Holds as long as the approval does. */
  static Vouched approved(String by) {
    return new Vouched(by, false, Instant.MIN, Instant.MAX);
  }

  private static Instant notBefore(List<X509Certificate> path) {
    return path.stream()
        .map(certificate -> certificate.getNotBefore().toInstant())
        .max(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  /** When the first certificate of a path expires. */
  static Instant expiry(List<X509Certificate> path) {
    return path.stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Instant::compareTo)
        .orElse(Instant.MIN);
  }
}
