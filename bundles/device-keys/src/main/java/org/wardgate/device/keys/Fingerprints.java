package org.wardgate.device.keys;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.crypto.kdf.Hkdf;

/**
 * Whose every key was, by a keyed digest: also of keys that are gone, so that none comes back and
 * none is given to two. Each device has room of its own, and delivered keys room apart from rotated
 * ones: nobody crowds out what is remembered of others, and rotations not what was delivered.
 * Single-threaded.
 */
final class Fingerprints {
  /** Rotated keys remembered of a device: the current one and eight before. */
  static final int ROTATED_MAX_COUNT = 9;

  /**
   * Delivered keys remembered of a device, those derived from them included; the newest are always
   * among them.
   */
  static final int DELIVERED_MAX_COUNT = 8;

  /** Keys remembered of one device. */
  static final int PER_DEVICE_MAX_COUNT = ROTATED_MAX_COUNT + DELIVERED_MAX_COUNT;

  /** Length of the digest's key and of a digest, in bytes. */
  static final int DIGEST_BYTES = 32;

  private static final Bytes PURPOSE = Bytes.of(new byte[] {'f', 'p'});

  private final Bytes secret;
  private final Map<Bytes, Owner> owners = new HashMap<>();
  private final Map<DeviceId, List<Entry>> byDevice = new LinkedHashMap<>();

  /** Where a key came from. */
  enum Origin {
    /** The hospital, or derived from what it delivered. */
    DELIVERED(DELIVERED_MAX_COUNT),
    /** The device and the gateway made it. */
    ROTATED(ROTATED_MAX_COUNT);

    private final int maxCount;

    Origin(int maxCount) {
      this.maxCount = maxCount;
    }
  }

  /**
   * Whose a key is.
   *
   * @param device which device
   * @param identity under which identity
   */
  record Owner(DeviceId device, Bytes identity) {}

  /**
   * A key that is remembered.
   *
   * @param digest of the key
   * @param owner whose it is
   * @param origin where it came from
   */
  record Entry(Bytes digest, Owner owner, Origin origin) {}

  /**
   * @param secret key of the digests
   */
  Fingerprints(Bytes secret) {
    this.secret = secret;
  }

  Bytes secret() {
    return secret;
  }

  Optional<Owner> owner(Bytes digest) {
    return Optional.ofNullable(owners.get(digest));
  }

  /** Remembers a key; forgets the device's oldest of the same origin if there are too many. */
  void remember(Entry entry) {
    if (owners.putIfAbsent(entry.digest(), entry.owner()) != null) {
      return;
    }
    List<Entry> ofDevice =
        byDevice.computeIfAbsent(entry.owner().device(), device -> new ArrayList<>());
    ofDevice.add(entry);
    List<Entry> alike =
        ofDevice.stream().filter(other -> other.origin() == entry.origin()).toList();
    if (alike.size() > entry.origin().maxCount) {
      ofDevice.remove(alike.get(0));
      owners.remove(alike.get(0).digest());
    }
  }

  /** All, each device's oldest first: remembered again in this order they are the same. */
  List<Entry> all() {
    return byDevice.values().stream().flatMap(List::stream).toList();
  }

  Bytes digest(Bytes key) {
    return Hkdf.derive(key, secret, PURPOSE, DIGEST_BYTES);
  }
}
