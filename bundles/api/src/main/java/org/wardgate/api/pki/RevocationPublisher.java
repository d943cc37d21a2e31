package org.wardgate.api.pki;

import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;

/** What anybody may ask about the ward CA's certificates. Thread-safe. */
public interface RevocationPublisher {
  /** Largest OCSP request, in bytes. */
  int OCSP_REQUEST_MAX_BYTES = 2_048;

  /**
   * The current CRL of the root that issues, DER (RFC 5280 §5).
   *
   * @throws RefusedException if the ward CA is not ready
   */
  Bytes crl() throws RefusedException;

  /**
   * The current CRL of one of the roots; while the ward CA's key is changed there are two.
   *
   * @param issuerKeyId the root's subject key identifier, lower-case hexadecimal: the parameter
   *     {@code issuer} of the address inside certificates
   * @throws RefusedException if the ward CA is not ready or has no such root (WG-PKI-0012)
   */
  default Bytes crl(String issuerKeyId) throws RefusedException {
    throw new RefusedException(PkiErrors.UNKNOWN_ISSUER, issuerKeyId);
  }

  /**
   * Answers an OCSP request, DER (RFC 6960). A malformed request is answered as the RFC says.
   *
   * @throws RefusedException if the ward CA is not ready
   */
  Bytes ocsp(Bytes request) throws RefusedException;

  /** The roots that devices shall trust, PEM, the one that issues first; empty if not ready. */
  String anchorsPem();
}
