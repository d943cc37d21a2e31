package org.wardgate.identity;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Attribute;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.ChainValidator;
import org.wardgate.crypto.x509.Usage;

/** What the certificates of all wards' CAs have in common. Stateless. */
final class WardIssued {
  private WardIssued() {}

  /**
   * Whether one of a ward's roots issued the certificate itself.
   *
   * @throws RefusedException if it did, but the certificate is not good now
   */
  static boolean by(List<X509Certificate> anchors, X509Certificate leaf, Instant at)
      throws RefusedException {
    if (anchors.stream().noneMatch(anchor -> named(anchor, leaf))) {
      return false;
    }
    try {
      // below a ward CA nobody issues: whatever else the peer sent does not count
      ChainValidator.validate(List.of(leaf), List.of(), anchors, at, Usage.TLS_CLIENT);
      return true;
    } catch (CryptoException e) {
      if (Refusals.untrusted(e)) {
        return false; // the ward CA's name, but not its signature: maybe somebody else's
      }
      throw Refusals.of("LDevID", e);
    }
  }

  private static boolean named(X509Certificate issuer, X509Certificate leaf) {
    return issuer.getSubjectX500Principal().equals(leaf.getIssuerX500Principal());
  }

  /**
   * The inventory's entry of the device that an LDevID names in its subject, by id and by serial
   * number: two wards, or one over the years, might use one id for two devices.
   */
  static InventoryEntry entry(InventorySnapshot inventory, X509Certificate leaf)
      throws RefusedException {
    String name = Certificates.subjectAttribute(leaf, Attribute.COMMON_NAME).orElse("");
    DeviceId device;
    try {
      device = new DeviceId(name);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          OnboardingErrors.MALFORMED_CERTIFICATE, "LDevID whose subject names no device", e);
    }
    InventoryEntry entry =
        inventory
            .entry(device)
            .orElseThrow(
                () -> new RefusedException(OnboardingErrors.NOT_IN_INVENTORY, "device " + device));
    String serial = Certificates.subjectAttribute(leaf, Attribute.SERIAL_NUMBER).orElse("");
    if (!serial.equals(entry.serial())) {
      throw new RefusedException(
          OnboardingErrors.NOT_IN_INVENTORY,
          "serial number " + serial + ", but the inventory's " + device + " has another");
    }
    return entry;
  }
}
