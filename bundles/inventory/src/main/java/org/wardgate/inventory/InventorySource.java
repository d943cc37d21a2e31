package org.wardgate.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;

/**
 * The files the hospital provides. Immutable; every read is bounded.
 *
 * @param inventory the JSON file
 * @param signature its detached CMS signature
 * @param anchors PEM certificates that signers chain to
 */
record InventorySource(Path inventory, Path signature, Path anchors) {
  /**
   * What the files look like from outside; differs whenever one of them was replaced.
   *
   * @param deviceFiles names of the files of devices to look at too
   */
  List<String> stamp(Set<String> deviceFiles) {
    List<String> stamp = new ArrayList<>();
    for (Path file : List.of(inventory, signature, anchors)) {
      stamp.add(stamp(file));
    }
    for (String name : new TreeSet<>(deviceFiles)) {
      stamp.add(name + " " + stamp(inventory.resolveSibling(name)));
    }
    return stamp;
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
      return a.lastModifiedTime() + " " + a.size() + " " + a.fileKey();
    } catch (IOException e) {
      return "absent";
    }
  }

  Bytes content() throws RefusedException {
    return read(inventory, InventoryLimits.FILE_MAX_BYTES);
  }

  /** A file of devices, which lies beside the inventory. */
  Bytes deviceFile(String name) throws RefusedException {
    return read(inventory.resolveSibling(name), InventoryLimits.DEVICE_FILE_MAX_BYTES);
  }

  Bytes signatureBytes() throws RefusedException {
    return read(signature, InventoryLimits.SIGNATURE_MAX_BYTES);
  }

  List<X509Certificate> anchorCertificates() throws RefusedException {
    Bytes pem = read(anchors, InventoryLimits.ANCHORS_MAX_BYTES);
    try {
      return Certificates.ofPem(new String(pem.toArray(), StandardCharsets.UTF_8));
    } catch (CryptoException e) {
      throw new RefusedException(InventoryErrors.BAD_SIGNATURE, anchors + ": " + e.getMessage(), e);
    }
  }

  /** The content of a file of at most so many bytes. */
  static Bytes read(Path file, int maxBytes) throws RefusedException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(maxBytes + 1);
      if (content.length > maxBytes) {
        throw new RefusedException(
            InventoryErrors.TOO_LARGE, file + " is larger than " + maxBytes + " bytes");
      }
      return Bytes.of(content);
    } catch (IOException e) {
      throw new RefusedException(InventoryErrors.MISSING, "cannot read " + file, e);
    }
  }
}
