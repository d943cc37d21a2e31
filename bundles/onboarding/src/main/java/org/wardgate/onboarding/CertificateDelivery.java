package org.wardgate.onboarding;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.wardgate.api.transport.Response;

/** Hands a certificate over for a key that the device has (RFC 9148 §4.3). */
final class CertificateDelivery {
  /** The Content-Formats there are, for discovery. */
  static final String FORMATS = "281 287";

  private static final List<CertificateFormat> OFFERED =
      List.of(CertificateFormat.CERTS_ONLY, CertificateFormat.SINGLE);

  private CertificateDelivery() {}

  static Optional<Delivery> of(OptionalInt accept) {
    return CertificateFormat.of(accept, OFFERED)
        .map(
            format ->
                (certificate, pending) ->
                    Optional.of(
                        Response.changed(
                            format.contentFormat(), format.encode(List.of(certificate)))));
  }
}
