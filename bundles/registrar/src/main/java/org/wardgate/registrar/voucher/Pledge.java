package org.wardgate.registrar.voucher;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.crypto.x509.Certificates;

/**
 * A device that showed its IDevID and is in the inventory.
 *
 * @param device its id in the ward
 * @param serial its serial number
 * @param idevid the certificate its session was opened with
 * @param manufacturer who made it; has somebody who signs vouchers
 */
public record Pledge(
    DeviceId device, String serial, X509Certificate idevid, Manufacturer manufacturer) {
  private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";

  /** The IDevID's authority key identifier as extnValue has it; absent if it has none. */
  public Optional<Bytes> idevidIssuer() {
    return Optional.ofNullable(idevid.getExtensionValue(AUTHORITY_KEY_IDENTIFIER)).map(Bytes::of);
  }

  /** SHA-256 of the IDevID. */
  public Bytes idevidSha256() {
    return Certificates.sha256(idevid);
  }
}
