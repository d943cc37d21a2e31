package org.wardgate.platform.felix;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.KeyVault;
import org.wardgate.api.platform.PlatformErrors;

/**
 * Private keys in one PKCS#12 file of the data directory. Each change replaces the whole file:
 * after a crash it is the old or the new one. Thread-safe.
 */
@Component(name = FileKeyVault.PID, service = KeyVault.class)
public final class FileKeyVault implements KeyVault {
  static final String PID = "org.wardgate.platform.felix.vault";

  private static final Pattern ALIAS_FORM = Pattern.compile("[a-z0-9-]{1,64}");
  private static final String DIRECTORY = "keys";

  private final VaultFile file;
  private final Map<String, StoredKey> known = new HashMap<>();

  /** Opens nothing yet: the file is read at first use. */
  @Activate
  public FileKeyVault(@Reference DataDirectory data) {
    this(data.directory(DIRECTORY));
  }

  FileKeyVault(Path directory) {
    this.file = new VaultFile(directory);
  }

  @Override
  public synchronized StoredKey key(String alias) throws RefusedException {
    requireForm(alias);
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
    requireForm(alias);
    StoredKey stored = file.read(alias).orElseThrow(() -> refused("there is no key " + alias));
    if (chain.isEmpty() || !chain.get(0).getPublicKey().equals(stored.publicKey())) {
      throw refused("the chain's first certificate is not for key " + alias);
    }
    file.write(alias, stored.privateKey(), chain);
    known.put(alias, new StoredKey(stored.privateKey(), stored.publicKey(), chain));
  }

  private StoredKey make(String alias) throws RefusedException {
    KeyPair pair = Placeholder.newKeyPair();
    PrivateKey privateKey = pair.getPrivate();
    file.write(alias, privateKey, List.of(Placeholder.certificate(pair)));
    return new StoredKey(privateKey, pair.getPublic(), List.of());
  }

  private static void requireForm(String alias) throws RefusedException {
    if (!ALIAS_FORM.matcher(alias).matches()) {
      throw refused("alias must match " + ALIAS_FORM.pattern());
    }
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(PlatformErrors.VAULT_FAILED, detail);
  }
}
