package org.wardgate.attestation.dice;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.reference.KeyAnchor;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.attestation.scheme.Refusals;
import org.wardgate.attestation.scheme.VerificationContext;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.CoseMessage;
import org.wardgate.crypto.cose.CoseX509;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.x509.Attribute;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.ChainValidator;
import org.wardgate.crypto.x509.Usage;

/**
 * A validated chain from the key of the last layer to a root of the device's manufacturer.
 * Immutable.
 *
 * @param leafKey of the last layer
 * @param manufacturerId whose root it is
 * @param serial of the device, in the certificate that the root issued and in the inventory
 * @param source of the root, for people
 * @param layers what the certificates say
 */
record DiceChain(
    PublicKey leafKey, String manufacturerId, String serial, String source, DiceLayers layers) {

  /**
   * Validates the certificates of a message for a device.
   *
   * @throws RefusedException {@code WG-ATT-0032} if they do not lead to a root of its manufacturer,
   *     or a key is there twice; {@code -0011} if they are another device's
   */
  static DiceChain of(CoseMessage message, DeviceId device, VerificationContext context)
      throws RefusedException {
    InventoryEntry entry =
        context
            .inventory()
            .entry(device)
            .orElseThrow(
                () ->
                    new RefusedException(
                        AttestationErrors.WRONG_DEVICE, device + " is not in the inventory"));
    List<KeyAnchor> anchors = context.references().anchors(entry.manufacturerId());
    if (anchors.isEmpty()) {
      throw new RefusedException(
          AttestationErrors.UNKNOWN_INSTANCE,
          "no roots of attestation keys of " + entry.manufacturerId() + " are known");
    }
    List<X509Certificate> path = path(message, anchors, context);
    noKeyTwice(path);
    // The root is the manufacturer's, so it names no device.
    List<X509Certificate> below = path.subList(0, path.size() - 1);
    sameSerial(below, entry);
    X509Certificate root = path.get(path.size() - 1);
    String source =
        anchors.stream()
            .filter(anchor -> anchor.certificate().equals(root))
            .map(KeyAnchor::source)
            .findFirst()
            .orElse("");
    return new DiceChain(
        path.get(0).getPublicKey(),
        entry.manufacturerId(),
        entry.serial(),
        source,
        DiceLayers.of(below));
  }

  private static List<X509Certificate> path(
      CoseMessage message, List<KeyAnchor> anchors, VerificationContext context)
      throws RefusedException {
    List<X509Certificate> sent;
    try {
      sent = CoseX509.certificates(message);
    } catch (CryptoException e) {
      throw Refusals.of(e);
    }
    try {
      return ChainValidator.validate(
          sent,
          List.of(),
          anchors.stream().map(KeyAnchor::certificate).toList(),
          context.now(),
          Usage.ATTESTATION);
    } catch (CryptoException e) {
      throw new RefusedException(
          AttestationErrors.BAD_CHAIN, e.reason() + ": " + e.getMessage(), e);
    }
  }

  /** Every layer has a key of its own; otherwise a lower one could speak for a higher one. */
  private static void noKeyTwice(List<X509Certificate> path) throws RefusedException {
    Set<Bytes> keys = new HashSet<>();
    for (X509Certificate certificate : path) {
      if (!keys.add(PublicKeys.spki(certificate.getPublicKey()))) {
        throw new RefusedException(AttestationErrors.BAD_CHAIN, "two layers have the same key");
      }
    }
  }

  /**
   * The certificate that the root issued names the device by its serial number, and none another.
   * Those below it are issued by the device itself, which could name any.
   */
  private static void sameSerial(List<X509Certificate> below, InventoryEntry entry)
      throws RefusedException {
    if (serial(below.get(below.size() - 1)).isEmpty()) {
      throw new RefusedException(
          AttestationErrors.WRONG_DEVICE,
          "the certificate that the root issued names no serial number");
    }
    for (X509Certificate certificate : below) {
      Optional<String> serial = serial(certificate);
      if (serial.isPresent() && !serial.get().equals(entry.serial())) {
        throw new RefusedException(
            AttestationErrors.WRONG_DEVICE, "certified for serial number " + serial.get());
      }
    }
  }

  private static Optional<String> serial(X509Certificate certificate) {
    return Certificates.subjectAttribute(certificate, Attribute.SERIAL_NUMBER);
  }
}
