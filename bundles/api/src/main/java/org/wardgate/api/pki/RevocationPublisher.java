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
   * Answers an OCSP request, DER (RFC 6960). A malformed request is answered as the RFC says.
   *
   * @throws RefusedException if the ward CA is not ready
   */
  Bytes ocsp(Bytes request) throws RefusedException;

  /** The roots that devices shall trust, PEM, the one that issues first; empty if not ready. */
  String anchorsPem();
}
