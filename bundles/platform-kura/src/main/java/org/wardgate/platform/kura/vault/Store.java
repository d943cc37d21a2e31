package org.wardgate.platform.kura.vault;

import java.security.KeyStore.Entry;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.security.keystore.KeystoreService;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.PlatformErrors;

/** The entries of ours in the key store that is chosen. Thread-safe if the service is. */
final class Store {
  /** Begins the alias of each entry of ours. */
  static final String PREFIX = "wardgate-";

  private final Supplier<Optional<KeystoreService>> service;

  Store(Supplier<Optional<KeystoreService>> service) {
    this.service = service;
  }

  boolean present() {
    return service.get().isPresent();
  }

  Optional<PrivateKeyEntry> read(String alias) throws RefusedException {
    return call("reading " + alias, keystore -> ofPrivateKey(alias, keystore));
  }

  private static Optional<PrivateKeyEntry> ofPrivateKey(String alias, KeystoreService keystore)
      throws KuraException, RefusedException {
    Entry entry = keystore.getEntry(PREFIX + alias);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry instanceof PrivateKeyEntry key) {
      return Optional.of(key);
    }
    throw refused("the key store's entry " + PREFIX + alias + " is no private key");
  }

  void write(String alias, PrivateKey privateKey, X509Certificate certificate)
      throws RefusedException {
    PrivateKeyEntry entry = new PrivateKeyEntry(privateKey, new Certificate[] {certificate});
    call(
        "writing " + alias,
        keystore -> {
          keystore.setEntry(PREFIX + alias, entry);
          return true;
        });
  }

  void delete(String alias) throws RefusedException {
    call(
        "removing " + alias,
        keystore -> {
          keystore.deleteEntry(PREFIX + alias);
          return true;
        });
  }

  private <T> T call(String what, Call<T> call) throws RefusedException {
    KeystoreService keystore =
        service
            .get()
            .orElseThrow(() -> refused(what + ": the key store that is chosen is not there now"));
    try {
      return call.on(keystore);
    } catch (KuraException e) {
      throw failed(what, e);
    } catch (RuntimeException e) {
      // a store that is going away, or whose file is torn, fails with these
      throw failed(what, e);
    }
  }

  private static RefusedException failed(String what, Exception cause) {
    return new RefusedException(
        PlatformErrors.VAULT_FAILED, what + ": " + cause.getMessage(), cause);
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(PlatformErrors.VAULT_FAILED, detail);
  }

  private interface Call<T> {
    T on(KeystoreService keystore) throws KuraException, RefusedException;
  }
}
