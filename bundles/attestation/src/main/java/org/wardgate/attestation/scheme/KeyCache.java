package org.wardgate.attestation.scheme;

import java.security.PublicKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;

/**
 * Parsed public keys by their encoding: parsing costs as much as verifying. Holds at most a fixed
 * number; when it is full it starts over, which costs one parse a key. Thread-safe.
 */
public final class KeyCache {
  /** Most keys kept unless said otherwise: two for each of 10,000 devices. */
  public static final int KEYS_MAX_COUNT = 20_000;

  private final int maxCount;
  private final ConcurrentMap<Bytes, PublicKey> keys = new ConcurrentHashMap<>();

  /** Of the usual size. */
  public KeyCache() {
    this(KEYS_MAX_COUNT);
  }

  /**
   * Of a given size.
   *
   * @param maxCount at least 1
   */
  public KeyCache(int maxCount) {
    this.maxCount = maxCount;
  }

  /**
   * The key, parsed.
   *
   * @param spki DER SubjectPublicKeyInfo, of an endorsement or certificate that is trusted; a
   *     stranger cannot put keys in here
   * @throws CryptoException as {@link PublicKeys#ofSpki}
   */
  public PublicKey key(Bytes spki) throws CryptoException {
    PublicKey known = keys.get(spki);
    if (known != null) {
      return known;
    }
    PublicKey parsed = PublicKeys.ofSpki(spki);
    if (keys.size() >= maxCount) {
      keys.clear();
    }
    keys.put(spki, parsed);
    return parsed;
  }

  /** Keys held now. */
  public int size() {
    return keys.size();
  }
}
