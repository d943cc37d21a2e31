package org.wardgate.crypto.x509;

/**
 * A subject alternative name.
 *
 * @param kind what it is
 * @param value a DNS name, an IPv4 or IPv6 address in text form, or a URI
 */
public record SubjectAltName(Kind kind, String value) {
  /** Kinds of names. */
  public enum Kind {
    /** A DNS name. */
    DNS,
    /** An IP address. */
    IP,
    /** A URI. */
    URI
  }

  /** A DNS name. */
  public static SubjectAltName dns(String value) {
    return new SubjectAltName(Kind.DNS, value);
  }

  /** An IP address in text form. */
  public static SubjectAltName ip(String value) {
    return new SubjectAltName(Kind.IP, value);
  }

  /** A URI. */
  public static SubjectAltName uri(String value) {
    return new SubjectAltName(Kind.URI, value);
  }
}
