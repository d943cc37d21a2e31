package org.wardgate.onboarding;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.wardgate.api.Bytes;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.crypto.est.MultipartCore;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.CertsOnly;

/** How certificates are handed over (RFC 9148 §4.3). */
enum CertificateFormat {
  /** PKCS #7 certs-only: any number, and the default. */
  CERTS_ONLY(ContentFormat.PKCS7_CERTS_ONLY),
  /** One certificate, plain. */
  SINGLE(ContentFormat.PKIX_CERT),
  /** Any number, each plain, as parts of one payload (RFC 8710). */
  MULTIPART(ContentFormat.MULTIPART_CORE);

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
   * @param offered what the resource has, the default first
   * @return empty if nothing offered is accepted: 4.06
   */
  static Optional<CertificateFormat> of(OptionalInt accept, List<CertificateFormat> offered) {
    return offered.stream()
        .filter(format -> accept.isEmpty() || accept.getAsInt() == format.contentFormat())
        .findFirst();
  }

  Bytes encode(List<X509Certificate> certificates) {
    return switch (this) {
      case CERTS_ONLY -> CertsOnly.encode(certificates);
      case SINGLE -> Certificates.der(certificates.get(0));
      case MULTIPART -> MultipartCore.encode(certificates.stream().map(this::part).toList());
    };
  }

  private MultipartCore.Part part(X509Certificate certificate) {
    return new MultipartCore.Part(ContentFormat.PKIX_CERT, Certificates.der(certificate));
  }
}
