package org.wardgate.device.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.api.platform.KeyVault;

/**
 * The key book on disk, sealed with AES-GCM and a key of the vault: the old content or the new
 * after a power cut. Single-threaded.
 */
final class KeyFile {
  /** Name of the key in the vault. */
  static final String ALIAS = "device-keys-store";

  /** Largest file, in bytes. */
  static final int FILE_MAX_BYTES = 48 * 1024 * 1024;

  private static final byte[] MAGIC = {'W', 'G', 'K', 1};
  private static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Path file;
  private final KeyVault vault;
  private final SecureRandom random = new SecureRandom();

  KeyFile(Path file, KeyVault vault) {
    this.file = file;
    this.vault = vault;
  }

  /**
   * What is kept; empty if nothing is.
   *
   * @throws RefusedException {@code WG-ONB-0065} if the file cannot be opened; it stays
   */
  Optional<KeyBook.Content> read() throws RefusedException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      byte[] sealed = DurableFile.readAtMost(file, FILE_MAX_BYTES).toArray();
      int start = MAGIC.length + IV_BYTES;
      if (sealed.length < start
          || sealed.length > FILE_MAX_BYTES
          || !Arrays.equals(sealed, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
        throw new IOException("truncated, too large or of another version");
      }
      byte[] iv = Arrays.copyOfRange(sealed, MAGIC.length, start);
      byte[] content = Arrays.copyOfRange(sealed, start, sealed.length);
      return Optional.of(KeyBookCodec.read(cipher(Cipher.DECRYPT_MODE, iv, content)));
    } catch (IOException | GeneralSecurityException e) {
      throw new RefusedException(OnboardingErrors.KEYS_NOT_KEPT, file + ": " + e, e);
    }
  }

  /**
   * Keeps the book; durable on return.
   *
   * @throws RefusedException {@code WG-ONB-0065} if it cannot
   */
  void write(KeyBook.Content content) throws RefusedException {
    byte[] iv = new byte[IV_BYTES];
    random.nextBytes(iv);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, iv, KeyBookCodec.write(content));
      DurableFile.write(
          file,
          Bytes.of(
              ByteBuffer.allocate(MAGIC.length + IV_BYTES + sealed.length)
                  .put(MAGIC)
                  .put(iv)
                  .put(sealed)
                  .array()));
    } catch (IOException | GeneralSecurityException e) {
      throw new RefusedException(OnboardingErrors.KEYS_NOT_KEPT, file + ": " + e, e);
    }
  }

  private byte[] cipher(int mode, byte[] iv, byte[] content)
      throws GeneralSecurityException, RefusedException {
    SecretKey key = vault.secret(ALIAS);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
    cipher.updateAAD(MAGIC);
    return cipher.doFinal(content);
  }
}
