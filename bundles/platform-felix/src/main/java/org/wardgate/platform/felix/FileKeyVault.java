package org.wardgate.platform.felix;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.KeyVault;
import org.wardgate.api.platform.PlatformErrors;

/**
 * Private and secret keys in one PKCS#12 file of the data directory. Each change replaces the whole
 * file: after a crash it is the old or the new one. Thread-safe.
 */
public final class FileKeyVault implements KeyVault {
  static final String DIRECTORY = "keys";

  private final VaultFile file;
  private final Map<String, StoredKey> known = new HashMap<>();
  private final Map<String, SecretKey> secrets = new HashMap<>();

  /** Opens nothing yet: the file is read at first use. */
  public FileKeyVault(DataDirectory data) {
    this(data.directory(DIRECTORY));
  }

  FileKeyVault(Path directory) {
    this.file = new VaultFile(directory);
  }

  @Override
  public synchronized StoredKey key(String alias) throws RefusedException {
    Aliases.requireForm(alias);
    StoredKey cached = known.get(alias);
    if (cached != null) {
      return cached;
    }
    Optional<StoredKey> stored = file.read(alias);
    StoredKey key = stored.isPresent() ? stored.get() : make(alias);
    known.put(alias, key);
    return key;
  }

  @Override
  public synchronized void storeChain(String alias, List<X509Certificate> chain)
      throws RefusedException {
    Aliases.requireForm(alias);
    StoredKey stored = file.read(alias).orElseThrow(() -> refused("there is no key " + alias));
    if (chain.isEmpty() || !chain.get(0).getPublicKey().equals(stored.publicKey())) {
      throw refused("the chain's first certificate is not for key " + alias);
    }
    file.write(alias, stored.privateKey(), chain);
    known.put(alias, new StoredKey(stored.privateKey(), stored.publicKey(), chain));
  }

  @Override
  public synchronized SecretKey secret(String alias) throws RefusedException {
    Aliases.requireForm(alias);
    SecretKey cached = secrets.get(alias);
    if (cached != null) {
      return cached;
    }
    Optional<SecretKey> stored = file.readSecret(alias);
    SecretKey secret = stored.isPresent() ? stored.get() : SecretKeys.random();
    if (stored.isEmpty()) {
      file.writeSecret(alias, secret);
    }
    secrets.put(alias, secret);
    return secret;
  }

  @Override
  public synchronized void remove(String alias) throws RefusedException {
    Aliases.requireForm(alias);
    file.remove(alias);
    known.remove(alias);
    secrets.remove(alias);
  }

  private StoredKey make(String alias) throws RefusedException {
    KeyPair pair = Placeholder.newKeyPair();
    PrivateKey privateKey = pair.getPrivate();
    file.write(alias, privateKey, List.of(Placeholder.certificate(pair)));
    return new StoredKey(privateKey, pair.getPublic(), List.of());
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(PlatformErrors.VAULT_FAILED, detail);
  }
}
