package org.wardgate.transport.coap.oscore;

import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.californium.scandium.dtls.cipher.CCMBlockCipher;
import org.wardgate.api.transport.OscoreParameters.Suite;

/** The authenticated encryption of a suite. Thread-safe. */
final class Aead {
  /** Every algorithm supported has a key of 128 bits. */
  static final int KEY_BYTES = 16;

  private static final int CCM_NONCE_BYTES = 13;
  private static final int CCM_TAG_BYTES = 8;
  private static final int GCM_NONCE_BYTES = 12;
  private static final int GCM_TAG_BYTES = 16;

  private final Suite suite;

  Aead(Suite suite) {
    this.suite = suite;
  }

  int algorithm() {
    return suite.coseAlgorithm();
  }

  int nonceBytes() {
    return suite == Suite.A128GCM ? GCM_NONCE_BYTES : CCM_NONCE_BYTES;
  }

  int tagBytes() {
    return suite == Suite.A128GCM ? GCM_TAG_BYTES : CCM_TAG_BYTES;
  }

  static SecretKey key(byte[] key) {
    return new SecretKeySpec(key, "AES");
  }

  byte[] encrypt(SecretKey key, byte[] nonce, byte[] aad, byte[] plain) {
    try {
      return suite == Suite.A128GCM
          ? gcm(Cipher.ENCRYPT_MODE, key, nonce, aad, plain)
          : CCMBlockCipher.encrypt(key, nonce, aad, plain, CCM_TAG_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES", e);
    }
  }

  /** Absent if it is not authentic. */
  Optional<byte[]> decrypt(SecretKey key, byte[] nonce, byte[] aad, byte[] encrypted) {
    if (encrypted.length < tagBytes()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          suite == Suite.A128GCM
              ? gcm(Cipher.DECRYPT_MODE, key, nonce, aad, encrypted)
              : CCMBlockCipher.decrypt(key, nonce, aad, encrypted, CCM_TAG_BYTES));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static byte[] gcm(int mode, SecretKey key, byte[] nonce, byte[] aad, byte[] input)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(GCM_TAG_BYTES * Byte.SIZE, nonce));
    cipher.updateAAD(aad);
    return cipher.doFinal(input);
  }
}
