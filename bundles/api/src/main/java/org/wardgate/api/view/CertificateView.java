package org.wardgate.api.view;

import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;

/**
 * A device's certificate of this ward as people see it.
 *
 * @param serialNumber hexadecimal, lower case
 * @param sha256 its fingerprint, hexadecimal, lower case
 * @param notAfter its end of validity
 * @param publicKeySpki the key it certifies, DER; absent if records of before do not tell
 */
public record CertificateView(
    String serialNumber, String sha256, Instant notAfter, Optional<Bytes> publicKeySpki) {
  /** Of a key that is not known. */
  public CertificateView(String serialNumber, String sha256, Instant notAfter) {
    this(serialNumber, sha256, notAfter, Optional.empty());
  }
}
