package org.wardgate.api.platform;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.crypto.SecretKey;
import org.wardgate.api.error.RefusedException;

/** The platform's store of private keys. Thread-safe; writes are durable when they return. */
public interface KeyVault {
  /**
   * The key of that name; an EC P-256 key is made and stored at first use.
   *
   * @param alias 1 to 64 characters of {@code [a-z0-9-]}
   * @throws RefusedException if the vault cannot be read or written
   */
  StoredKey key(String alias) throws RefusedException;

  /**
   * The AES-256 key of that name, with which a bundle encrypts what it keeps on disk; made and
   * stored at first use.
   *
   * @param alias as in {@link #key}
   * @throws RefusedException if the vault cannot be read or written, or holds no secret keys
   */
  default SecretKey secret(String alias) throws RefusedException {
    throw new RefusedException(PlatformErrors.NO_SECRET_KEYS, alias);
  }

  /**
   * Removes a key, its chain, or a secret key. Idempotent.
   *
   * @throws RefusedException if the vault cannot be written
   */
  default void remove(String alias) throws RefusedException {
    throw new RefusedException(PlatformErrors.NO_SECRET_KEYS, alias);
  }

  /**
   * Stores the certificate chain of an existing key.
   *
   * @throws RefusedException if there is no such key or the vault cannot be written
   */
  void storeChain(String alias, List<X509Certificate> chain) throws RefusedException;

  /**
   * A key with the chain stored for it.
   *
   * @param privateKey never leaves the process
   * @param publicKey its public half
   * @param chain end entity first; empty until stored
   */
  record StoredKey(PrivateKey privateKey, PublicKey publicKey, List<X509Certificate> chain) {
    /** Copies the list. */
    public StoredKey {
      chain = List.copyOf(chain);
    }
  }
}
