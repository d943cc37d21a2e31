package org.wardgate.inventory;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
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
 * @param snapshot what they say
 */
record VerifiedInventory(Bytes content, Bytes signature, InventorySnapshot snapshot) {
  /**
   * Verifies, then reads.
   *
   * @param at when the signer's certificate must be valid
   * @throws RefusedException {@code WG-INV-0001} to {@code -0003}
   */
  static VerifiedInventory verify(
      Bytes content, Bytes signature, List<X509Certificate> anchors, Instant at)
      throws RefusedException {
    try {
      DetachedCms.verify(content, signature, anchors, at);
    } catch (CryptoException e) {
      throw new RefusedException(
          InventoryErrors.BAD_SIGNATURE, e.reason() + ": " + e.getMessage(), e);
    }
    return new VerifiedInventory(content, signature, InventoryReader.read(content));
  }

  long version() {
    return snapshot.version();
  }
}
