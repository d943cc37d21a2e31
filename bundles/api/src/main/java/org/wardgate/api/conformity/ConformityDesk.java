package org.wardgate.api.conformity;

import java.security.cert.X509Certificate;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;

/** Where a third party asks for a device's conformity certificate. Thread-safe. */
public interface ConformityDesk {
  /**
   * The current certificate of a device. It is signed anew only if what it says has changed, or if
   * the last one is about to expire.
   *
   * @throws RefusedException if the device has none, or there are too many requests
   */
  Bytes current(DeviceId device, Format format) throws RefusedException;

  /**
   * A signed statement whether a certificate still counts.
   *
   * @param certificateId the {@code jti} or {@code cti} claim, hexadecimal
   */
  Bytes status(String certificateId, Format format) throws RefusedException;

  /** The chain of the key that signs them, end entity first. */
  List<X509Certificate> signer();

  /** How a certificate is written. */
  enum Format {
    /** CBOR Web Token (RFC 8392). */
    CWT("application/cwt"),
    /** JSON Web Token (RFC 7519). */
    JWT("application/jwt"),
    /** W3C Verifiable Credential 2.0 secured as a JWT. */
    VC_JWT("application/vc+jwt");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    /** Its media type. */
    public String mediaType() {
      return mediaType;
    }
  }
}
