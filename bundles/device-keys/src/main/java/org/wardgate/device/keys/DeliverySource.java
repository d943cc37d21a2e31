package org.wardgate.device.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cms.AttachedCms;
import org.wardgate.crypto.cms.SealedCms;
import org.wardgate.crypto.x509.Certificates;

/**
 * The file the operator drops in: sealed for this gateway, signed by the hospital. Single-threaded.
 */
final class DeliverySource {
  private static final int ANCHORS_MAX_BYTES = 256 * 1024;

  private final Path file;
  private final Path anchors;
  private final Clock clock;
  private String last = "";

  DeliverySource(Path file, Path anchors, Clock clock) {
    this.file = file;
    this.anchors = anchors;
    this.clock = clock;
  }

  /**
   * The content of a file that was not looked at yet.
   *
   * @param key what it is sealed for
   * @return empty if there is none or nothing changed
   * @throws RefusedException {@code WG-ONB-0060}, {@code -0061}
   */
  Optional<List<DeliveredKey>> poll(PrivateKey key, InventorySnapshot inventory)
      throws RefusedException {
    String stamp = stamp(file) + stamp(anchors) + inventory.version();
    if (stamp.equals(last) || !Files.exists(file)) {
      return Optional.empty();
    }
    List<DeliveredKey> keys = Delivery.read(open(key), inventory);
    last = stamp;
    return Optional.of(keys);
  }

  private Bytes open(PrivateKey key) throws RefusedException {
    try {
      Bytes sealed = read(file, SealedCms.MESSAGE_MAX_BYTES);
      Bytes signed = SealedCms.open(sealed, key);
      return AttachedCms.verify(signed, anchorCertificates(), clock.instant()).content();
    } catch (CryptoException e) {
      throw new RefusedException(
          OnboardingErrors.BAD_KEY_DELIVERY, String.valueOf(e.getMessage()), e);
    }
  }

  private List<X509Certificate> anchorCertificates() throws RefusedException, CryptoException {
    return Certificates.ofPem(
        new String(read(anchors, ANCHORS_MAX_BYTES).toArray(), StandardCharsets.UTF_8));
  }

  private static Bytes read(Path path, int maxBytes) throws RefusedException {
    try {
      Bytes content = DurableFile.readAtMost(path, maxBytes);
      if (content.length() > maxBytes) {
        throw Delivery.refused(path + " has more than " + maxBytes + " bytes");
      }
      return content;
    } catch (IOException e) {
      throw new RefusedException(OnboardingErrors.BAD_KEY_DELIVERY, "cannot read " + path, e);
    }
  }

  private static String stamp(Path path) {
    try {
      BasicFileAttributes a = Files.readAttributes(path, BasicFileAttributes.class);
      return a.lastModifiedTime() + " " + a.size() + " " + a.fileKey() + " ";
    } catch (IOException e) {
      return "absent ";
    }
  }
}
