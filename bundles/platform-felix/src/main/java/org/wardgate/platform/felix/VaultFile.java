package org.wardgate.platform.felix;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.KeyVault.StoredKey;
import org.wardgate.api.platform.PlatformErrors;

/**
 * The PKCS#12 file and its password beside it, both for the owner alone. The password keeps the
 * keys out of plain sight and proves the file whole; whoever may read the directory has the keys.
 * Not thread-safe.
 */
final class VaultFile {
  private static final String STORE = "vault.p12";
  private static final String PASSWORD = "vault.password";
  // no alias of a private key has a colon
  private static final String SECRET = "secret:";
  private static final int PASSWORD_BYTES = 32;
  private static final int FILE_MAX_BYTES = 4_194_304;

  private final Path directory;

  VaultFile(Path directory) {
    this.directory = directory;
  }

  /** The key of that alias; a placeholder's chain is given as empty. */
  Optional<StoredKey> read(String alias) throws RefusedException {
    try {
      char[] password = password();
      KeyStore store = load(password);
      if (!(store.getKey(alias, password) instanceof PrivateKey privateKey)) {
        return Optional.empty();
      }
      List<X509Certificate> chain = new ArrayList<>();
      for (Certificate certificate : store.getCertificateChain(alias)) {
        chain.add((X509Certificate) certificate);
      }
      X509Certificate first = chain.get(0);
      return Optional.of(
          new StoredKey(
              privateKey, first.getPublicKey(), Placeholder.is(first) ? List.of() : chain));
    } catch (IOException | GeneralSecurityException e) {
      throw failed(e);
    }
  }

  /** Adds or replaces a key; on disk when this returns. */
  void write(String alias, PrivateKey privateKey, List<X509Certificate> chain)
      throws RefusedException {
    try {
      char[] password = password();
      KeyStore store = load(password);
      store.setKeyEntry(alias, privateKey, password, chain.toArray(new Certificate[0]));
      save(store, password);
    } catch (IOException | GeneralSecurityException e) {
      throw failed(e);
    }
  }

  /** The secret key of that alias. */
  Optional<SecretKey> readSecret(String alias) throws RefusedException {
    try {
      char[] password = password();
      // the store's own name of the algorithm is an object identifier
      return load(password).getKey(SECRET + alias, password) instanceof SecretKey stored
          ? Optional.of(SecretKeys.of(stored.getEncoded()))
          : Optional.empty();
    } catch (IOException | GeneralSecurityException e) {
      throw failed(e);
    }
  }

  /** Adds a secret key; on disk when this returns. */
  void writeSecret(String alias, SecretKey secret) throws RefusedException {
    try {
      char[] password = password();
      KeyStore store = load(password);
      store.setKeyEntry(SECRET + alias, secret, password, null);
      save(store, password);
    } catch (IOException | GeneralSecurityException e) {
      throw failed(e);
    }
  }

  /** Takes a key and a secret key of that alias away; on disk when this returns. */
  void remove(String alias) throws RefusedException {
    try {
      char[] password = password();
      KeyStore store = load(password);
      if (store.containsAlias(alias) || store.containsAlias(SECRET + alias)) {
        store.deleteEntry(alias);
        store.deleteEntry(SECRET + alias);
        save(store, password);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw failed(e);
    }
  }

  private void save(KeyStore store, char[] password) throws IOException, GeneralSecurityException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    store.store(content, password);
    OwnerOnly.replace(directory, STORE, content.toByteArray());
  }

  private KeyStore load(char[] password) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    Path file = directory.resolve(STORE);
    if (!Files.exists(file)) {
      store.load(null, password);
      return store;
    }
    if (Files.size(file) > FILE_MAX_BYTES) {
      throw new IOException(STORE + " has more than " + FILE_MAX_BYTES + " bytes");
    }
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    return store;
  }

  // a vault whose password is lost is never replaced by an empty one
  private char[] password() throws IOException {
    Path file = directory.resolve(PASSWORD);
    if (Files.exists(file)) {
      return Files.readString(file, StandardCharsets.US_ASCII).strip().toCharArray();
    }
    if (Files.exists(directory.resolve(STORE))) {
      throw new IOException(PASSWORD + " is missing beside " + STORE);
    }
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    OwnerOnly.replace(directory, PASSWORD, password.getBytes(StandardCharsets.US_ASCII));
    return password.toCharArray();
  }

  private RefusedException failed(Exception cause) {
    String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new RefusedException(PlatformErrors.VAULT_FAILED, directory + ": " + text, cause);
  }
}
