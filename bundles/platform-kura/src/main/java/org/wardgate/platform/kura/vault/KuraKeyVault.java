package org.wardgate.platform.kura.vault;

import java.security.KeyPair;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.KeyVault;
import org.wardgate.api.platform.PlatformErrors;

/**
 * Private keys in one of Kura's key stores. Chains, secret keys and a sealed copy of each key that
 * the store gives out are files beside: the store is written in place by Kura and may be torn by a
 * power cut, or be another one after a rollback; then the keys come from their copies. A key that
 * files speak of but that is nowhere is never made anew. While the store is away known keys go on.
 * Thread-safe.
 */
final class KuraKeyVault implements KeyVault {
  private static final Logger LOG = LoggerFactory.getLogger(KuraKeyVault.class);
  private static final Pattern ALIAS = Pattern.compile("[a-z0-9-]{1,64}");

  private final Store store;
  private final VaultFiles files;
  private final Map<String, StoredKey> known = new HashMap<>();
  private final Map<String, SecretKey> secrets = new HashMap<>();

  KuraKeyVault(Store store, VaultFiles files) {
    this.store = store;
    this.files = files;
  }

  @Override
  public synchronized StoredKey key(String alias) throws RefusedException {
    requireForm(alias);
    StoredKey cached = known.get(alias);
    if (cached != null) {
      return cached;
    }
    Optional<PublicKey> expected = files.publicKey(alias);
    StoredKey key = expected.isPresent() ? found(alias, expected.get()) : fresh(alias);
    known.put(alias, key);
    return key;
  }

  private StoredKey found(String alias, PublicKey expected) throws RefusedException {
    Optional<PrivateKey> copy = files.copy(alias, expected);
    PrivateKey privateKey =
        copy.isPresent() ? withCopy(alias, expected, copy.get()) : fromStore(alias, expected);
    return new StoredKey(privateKey, expected, files.chain(alias, expected));
  }

  private PrivateKey fromStore(String alias, PublicKey expected) throws RefusedException {
    Optional<PrivateKeyEntry> entry = store.read(alias);
    if (entry.isEmpty()) {
      throw new RefusedException(PlatformErrors.KEY_LOST, alias);
    }
    if (!publicKeyOf(entry.get()).equals(expected)) {
      throw new RefusedException(PlatformErrors.KEY_LOST, alias + ": the store has another one");
    }
    return entry.get().getPrivateKey();
  }

  // a store that is away, torn or another one takes nothing from the gateway
  private PrivateKey withCopy(String alias, PublicKey expected, PrivateKey copy) {
    try {
      Optional<PrivateKeyEntry> entry = store.read(alias);
      if (entry.isPresent() && publicKeyOf(entry.get()).equals(expected)) {
        return entry.get().getPrivateKey();
      }
      LOG.warn("the key store has lost the key {}: it is put back from its copy", alias);
      store.write(alias, copy, Keys.placeholder(new KeyPair(expected, copy)));
    } catch (RefusedException e) {
      LOG.warn("{}; the key's copy is used", e.problem().line());
    }
    return copy;
  }

  private StoredKey fresh(String alias) throws RefusedException {
    // an entry that no file speaks of was never given to anybody: a power cut came in between
    Optional<PrivateKeyEntry> entry = store.read(alias);
    if (entry.isEmpty()) {
      KeyPair pair = Keys.pair();
      store.write(alias, pair.getPrivate(), Keys.placeholder(pair));
      entry = store.read(alias);
    }
    PrivateKeyEntry stored =
        entry.orElseThrow(() -> refused("the key store does not keep " + alias));
    PublicKey publicKey = publicKeyOf(stored);
    files.storeKey(alias, stored.getPrivateKey(), publicKey);
    return new StoredKey(stored.getPrivateKey(), publicKey, List.of());
  }

  @Override
  public synchronized void storeChain(String alias, List<X509Certificate> chain)
      throws RefusedException {
    requireForm(alias);
    if (!known.containsKey(alias) && files.publicKey(alias).isEmpty()) {
      throw refused("there is no key " + alias);
    }
    StoredKey stored = key(alias);
    if (chain.isEmpty() || !chain.get(0).getPublicKey().equals(stored.publicKey())) {
      throw refused("the chain's first certificate is not for key " + alias);
    }
    files.storeChain(alias, chain);
    known.put(alias, new StoredKey(stored.privateKey(), stored.publicKey(), chain));
  }

  @Override
  public synchronized SecretKey secret(String alias) throws RefusedException {
    requireForm(alias);
    SecretKey cached = secrets.get(alias);
    if (cached != null) {
      return cached;
    }
    Optional<SecretKey> stored = files.secret(alias);
    SecretKey secret = stored.orElseGet(Keys::secret);
    if (stored.isEmpty()) {
      files.storeSecret(alias, secret);
    }
    secrets.put(alias, secret);
    return secret;
  }

  @Override
  public synchronized void remove(String alias) throws RefusedException {
    requireForm(alias);
    if (!store.present()) {
      throw refused("removing " + alias + ": the key store that is chosen is not there now");
    }
    files.remove(alias);
    store.delete(alias);
    known.remove(alias);
    secrets.remove(alias);
  }

  private static PublicKey publicKeyOf(PrivateKeyEntry entry) {
    return entry.getCertificate().getPublicKey();
  }

  private static void requireForm(String alias) throws RefusedException {
    if (!ALIAS.matcher(alias).matches()) {
      throw refused("alias must match " + ALIAS.pattern());
    }
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(PlatformErrors.VAULT_FAILED, detail);
  }
}
