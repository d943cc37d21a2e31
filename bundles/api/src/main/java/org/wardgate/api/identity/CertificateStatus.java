package org.wardgate.api.identity;

import java.security.cert.X509Certificate;

/** Whether this ward took a certificate back; implemented by {@code pki}. Thread-safe, fast. */
public interface CertificateStatus {
  /** What is known about a certificate of the ward CA. */
  enum Status {
    /** Issued here, not revoked. */
    GOOD,
    /** Issued here and revoked. */
    REVOKED,
    /** Not issued here, or long expired and forgotten. */
    UNKNOWN
  }

  /** The status of a certificate whose chain to the ward CA was verified before. */
  Status status(X509Certificate certificate);
}
