package org.wardgate.transport.coap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.api.platform.KeyVault;

/**
 * What is kept of sessions over a restart: one sealed file that is read once. Taking up the same
 * state twice would use nonces twice, so the file and the key it is sealed with are both gone
 * before its content is used: a copy of the file opens no more. Single-threaded.
 */
final class SessionArchive {
  /** Name of the key in the vault. */
  static final String ALIAS = "coap-sessions";

  /** Largest file, in bytes. */
  static final int FILE_MAX_BYTES = 256 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(SessionArchive.class);

  // magic and version (4), time of saving in ms (8), whether keys are needed (1), IV (12); all but
  // the IV are authenticated
  private static final int MAGIC = 0x57475302;
  private static final int IV_BYTES = 12;
  private static final int HEADER_BYTES = 4 + 8 + 1;
  private static final int TAG_BITS = 128;

  private final Path file;
  private final KeyVault vault;
  private final Clock clock;
  private final Duration ageMax;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param ageMax older content is not taken up
   */
  SessionArchive(Path file, KeyVault vault, Clock clock, Duration ageMax) {
    this.file = file;
    this.vault = vault;
    this.clock = clock;
    this.ageMax = ageMax;
  }

  /**
   * Keeps content.
   *
   * @param sharedKeys whether there are sessions in it whose peers have shared keys
   * @return whether it is on disk
   */
  boolean save(byte[] content, boolean sharedKeys) {
    if (content.length > FILE_MAX_BYTES - HEADER_BYTES - IV_BYTES - TAG_BITS / Byte.SIZE) {
      LOG.warn("Sessions are not saved: {} bytes are too many", content.length);
      return false;
    }
    byte[] header =
        ByteBuffer.allocate(HEADER_BYTES)
            .putInt(MAGIC)
            .putLong(clock.millis())
            .put((byte) (sharedKeys ? 1 : 0))
            .array();
    byte[] iv = new byte[IV_BYTES];
    random.nextBytes(iv);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, vault.secret(ALIAS), iv, header, content);
      DurableFile.write(
          file,
          Bytes.of(
              ByteBuffer.allocate(HEADER_BYTES + IV_BYTES + sealed.length)
                  .put(header)
                  .put(iv)
                  .put(sealed)
                  .array()));
      return true;
    } catch (IOException | GeneralSecurityException | RefusedException e) {
      LOG.warn("Sessions are not saved: {}", e.toString());
      return false;
    }
  }

  /** Whether there is something to take. */
  boolean present() {
    return Files.exists(file);
  }

  /** Whether what there is to take seems to need shared keys; not authenticated yet. */
  boolean sharedKeys() {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] header = in.readNBytes(HEADER_BYTES);
      return header.length == HEADER_BYTES && header[HEADER_BYTES - 1] != 0;
    } catch (IOException e) {
      LOG.debug("{} cannot be read", file, e);
      return false;
    }
  }

  /** What was saved, once; nothing if it is not to be trusted, with the reason in the log. */
  Optional<byte[]> take() {
    if (!present()) {
      return Optional.empty();
    }
    try {
      byte[] content = DurableFile.readAtMost(file, FILE_MAX_BYTES).toArray();
      delete();
      SecretKey key = vault.secret(ALIAS);
      vault.remove(ALIAS);
      return Optional.of(open(content, key));
    } catch (IOException | GeneralSecurityException | RefusedException e) {
      LOG.warn("Saved sessions are ignored, devices shake hands anew: {}", e.toString());
      return Optional.empty();
    }
  }

  private void delete() throws IOException {
    Files.delete(file);
    try (FileChannel directory =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private byte[] open(byte[] content, SecretKey key) throws IOException, GeneralSecurityException {
    if (content.length < HEADER_BYTES + IV_BYTES || content.length > FILE_MAX_BYTES) {
      throw new IOException("the file is truncated or too large");
    }
    ByteBuffer header = ByteBuffer.wrap(content, 0, HEADER_BYTES);
    if (header.getInt() != MAGIC) {
      throw new IOException("the file is of another version");
    }
    Instant saved = Instant.ofEpochMilli(header.getLong());
    Duration age = Duration.between(saved, clock.instant());
    if (age.isNegative() || age.compareTo(ageMax) > 0) {
      throw new IOException("the file is from " + saved + ", too old or of the future");
    }
    return cipher(
        Cipher.DECRYPT_MODE,
        key,
        Arrays.copyOfRange(content, HEADER_BYTES, HEADER_BYTES + IV_BYTES),
        Arrays.copyOf(content, HEADER_BYTES),
        Arrays.copyOfRange(content, HEADER_BYTES + IV_BYTES, content.length));
  }

  private static byte[] cipher(int mode, SecretKey key, byte[] iv, byte[] header, byte[] content)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
    cipher.updateAAD(header);
    return cipher.doFinal(content);
  }
}
