package org.wardgate.onboarding;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.wardgate.api.Bytes;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.CertsOnly;

/** How certificates are handed over (RFC 9148 §4.3). */
enum CertificateFormat {
  /** PKCS #7 certs-only: any number, and the default. */
  CERTS_ONLY(ContentFormat.PKCS7_CERTS_ONLY),
  /** One certificate, plain. */
  SINGLE(ContentFormat.PKIX_CERT);

  private final int contentFormat;

  CertificateFormat(int contentFormat) {
    this.contentFormat = contentFormat;
  }

  int contentFormat() {
    return contentFormat;
  }

  /**
   * The format a request asks for.
   *
   * @param accept its Accept option
   * @param count how many certificates there are
   * @return empty if none that fits is accepted: 4.06
   */
  static Optional<CertificateFormat> of(OptionalInt accept, int count) {
    if (accept.isEmpty() || accept.getAsInt() == ContentFormat.PKCS7_CERTS_ONLY) {
      return Optional.of(CERTS_ONLY);
    }
    return accept.getAsInt() == ContentFormat.PKIX_CERT && count == 1
        ? Optional.of(SINGLE)
        : Optional.empty();
  }

  Bytes encode(List<X509Certificate> certificates) {
    return switch (this) {
      case CERTS_ONLY -> CertsOnly.encode(certificates);
      case SINGLE -> Certificates.der(certificates.get(0));
    };
  }
}
