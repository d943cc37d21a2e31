package org.wardgate.platform.kura.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.api.platform.PlatformErrors;
import org.wardgate.platform.kura.secret.Sealing;

/**
 * The password of the key store of our own, in a sealed file beside it: Kura may lose its
 * configuration, and the password with it. Not thread-safe.
 */
final class StorePassword {
  private static final Logger LOG = LoggerFactory.getLogger(StorePassword.class);
  private static final String SUFFIX = ".password";
  private static final int RANDOM_BYTES = 24;
  private static final int FILE_MAX_BYTES = 4096;

  private final Path store;
  private final Path file;
  private final Sealing sealing;

  StorePassword(Path store, Sealing sealing) {
    this.store = store;
    this.file = store.resolveSibling(store.getFileName() + SUFFIX);
    this.sealing = sealing;
  }

  /** A new one; kept when this returns. */
  String fresh() throws RefusedException {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    try {
      DurableFile.write(file, sealing.seal(name(), password.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw failed(e);
    }
    return password;
  }

  /** The one that was kept, if it opens the key store. */
  Optional<String> kept() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Bytes sealed = DurableFile.readAtMost(file, FILE_MAX_BYTES);
      String password = new String(sealing.open(name(), sealed), StandardCharsets.US_ASCII);
      KeyStore opened = KeyStore.getInstance(store.toFile(), password.toCharArray());
      LOG.debug("the key store {} is of type {}", store, opened.getType());
      return Optional.of(password);
    } catch (RefusedException e) {
      LOG.warn("{}", e.problem().line(), e);
    } catch (IOException | GeneralSecurityException e) {
      // another password, or a file that a power cut has torn
      LOG.warn("{}", Problem.of(PlatformErrors.VAULT_FAILED, store + " does not open").line(), e);
    }
    return Optional.empty();
  }

  private String name() {
    return String.valueOf(file.getFileName());
  }

  private RefusedException failed(IOException cause) {
    return new RefusedException(PlatformErrors.VAULT_FAILED, file.toString(), cause);
  }
}
