package org.wardgate.inventory;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryErrors;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cms.DetachedCms;

/**
 * An inventory whose signature held. There is no other way to make one than to verify.
 *
 * @param content the signed bytes
 * @param signature the detached CMS signature
 * @param files the files of devices that they name, by name
 * @param snapshot what they say
 */
record VerifiedInventory(
    Bytes content, Bytes signature, Map<String, Bytes> files, InventorySnapshot snapshot) {
  /** Copies the map. */
  VerifiedInventory {
    files = Map.copyOf(files);
  }

  /**
   * Verifies, then reads.
   *
   * @param files where the files are that the inventory may name
   * @param at when the signer's certificate must be valid
   * @throws RefusedException {@code WG-INV-0001} to {@code -0003}, or {@code -0005} if a file is
   *     missing
   */
  static VerifiedInventory verify(
      Bytes content, Bytes signature, DeviceFiles files, List<X509Certificate> anchors, Instant at)
      throws RefusedException {
    try {
      DetachedCms.verify(content, signature, anchors, at);
    } catch (CryptoException e) {
      throw new RefusedException(
          InventoryErrors.BAD_SIGNATURE, e.reason() + ": " + e.getMessage(), e);
    }
    Map<String, Bytes> read = new LinkedHashMap<>();
    InventorySnapshot snapshot =
        InventoryReader.read(
            content,
            name -> {
              Bytes file = files.content(name);
              read.put(name, file);
              return file;
            });
    return new VerifiedInventory(content, signature, read, snapshot);
  }

  long version() {
    return snapshot.version();
  }
}
