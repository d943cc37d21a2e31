package org.wardgate.device.keys;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.crypto.kdf.Hkdf;

/**
 * Whose every key was that was ever seen, by a keyed digest: also of keys that are gone, so that
 * none comes back and none is given to two. Single-threaded.
 */
final class Fingerprints {
  /** Keys remembered; the oldest are forgotten. */
  static final int KEYS_MAX_COUNT = 65_536;

  /** Length of the digest's key and of a digest, in bytes. */
  static final int DIGEST_BYTES = 32;

  private static final Bytes PURPOSE = Bytes.of(new byte[] {'f', 'p'});

  private final Bytes secret;
  private final Map<Bytes, Owner> owners =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Owner> eldest) {
          return size() > KEYS_MAX_COUNT;
        }
      };

  /**
   * Whose a key is.
   *
   * @param device which device
   * @param identity under which identity
   */
  record Owner(DeviceId device, Bytes identity) {}

  /**
   * @param secret key of the digests
   */
  Fingerprints(Bytes secret) {
    this.secret = secret;
  }

  Bytes secret() {
    return secret;
  }

  Optional<Owner> owner(Bytes key) {
    return Optional.ofNullable(owners.get(digest(key)));
  }

  void remember(Bytes key, Owner owner) {
    owners.putIfAbsent(digest(key), owner);
  }

  /** As it was saved. */
  void restore(Bytes digest, Owner owner) {
    owners.put(digest, owner);
  }

  Map<Bytes, Owner> all() {
    return new HashMap<>(owners);
  }

  private Bytes digest(Bytes key) {
    return Hkdf.derive(key, secret, PURPOSE, DIGEST_BYTES);
  }
}
