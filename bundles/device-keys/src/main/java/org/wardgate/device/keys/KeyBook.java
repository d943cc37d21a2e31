package org.wardgate.device.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.device.keys.Fingerprints.Entry;
import org.wardgate.device.keys.Fingerprints.Origin;
import org.wardgate.device.keys.Fingerprints.Owner;

/** The keys of all devices, and who is barred because a key is not his alone. Thread-safe. */
final class KeyBook {
  /** Devices with keys. */
  static final int DEVICES_MAX_COUNT = 10_000;

  /** Shortest time between two rotations of one device. */
  static final Duration ROTATION_PAUSE = Duration.ofDays(1);

  private final Fingerprints fingerprints;
  private final Map<DeviceId, DeviceKey> byDevice = new HashMap<>();
  private final Map<Bytes, DeviceKey> byIdentity = new HashMap<>();
  private final Map<Bytes, DeviceKey> byIdentityDigest = new HashMap<>();
  private final Set<DeviceId> barred = new LinkedHashSet<>();

  /**
   * A key or an identity of two.
   *
   * @param one who had it
   * @param other for whom it came too; may be the same device under another identity
   */
  record Conflict(DeviceId one, DeviceId other) {}

  KeyBook(Fingerprints fingerprints) {
    this.fingerprints = fingerprints;
  }

  /** What of this book is kept on disk. */
  record Content(
      Bytes fingerprintSecret,
      List<DeviceKey> keys,
      Set<DeviceId> barred,
      List<Entry> fingerprints) {
    /** Leaves the keys out. */
    @Override
    public String toString() {
      return keys.size() + " keys";
    }
  }

  synchronized Content content() {
    return new Content(
        fingerprints.secret(),
        List.copyOf(byDevice.values()),
        Set.copyOf(barred),
        fingerprints.all());
  }

  static KeyBook of(Content content) {
    KeyBook book = new KeyBook(new Fingerprints(content.fingerprintSecret()));
    content.fingerprints().forEach(book.fingerprints::remember);
    content.keys().forEach(book::put);
    book.barred.addAll(content.barred());
    return book;
  }

  /**
   * Takes a delivered key. What is known already changes nothing; a key that was replaced does not
   * come back. Whether there was room for the device says {@link #knows}.
   *
   * @return who else has the key or the identity: both are barred now
   */
  synchronized Optional<Conflict> deliver(DeliveredKey key) {
    Owner owner = new Owner(key.device(), key.identity());
    Bytes digest = fingerprints.digest(key.key());
    Optional<Owner> known = fingerprints.owner(digest);
    Optional<DeviceId> other =
        known
            .filter(found -> !found.equals(owner))
            .map(Owner::device)
            .or(() -> otherHolder(key.identity(), key.device()));
    if (other.isPresent()) {
      boolean news = barred.add(other.get());
      news |= barred.add(key.device());
      return news ? Optional.of(new Conflict(other.get(), key.device())) : Optional.empty();
    }
    boolean again =
        Optional.ofNullable(byDevice.get(key.device()))
            .filter(held -> held.deliveredDigest().equals(digest))
            .isPresent();
    boolean room = byDevice.size() < DEVICES_MAX_COUNT || byDevice.containsKey(key.device());
    if (known.isEmpty() && !again && room) {
      fingerprints.remember(new Entry(digest, owner, Origin.DELIVERED));
      DeviceKey added = DeviceKey.of(key, digest);
      remember(added, Origin.DELIVERED);
      barred.remove(key.device());
      put(added);
    }
    return Optional.empty();
  }

  private void remember(DeviceKey key, Origin origin) {
    Credential current = key.current();
    Owner owner = new Owner(key.device(), current.identity());
    fingerprints.remember(new Entry(fingerprints.digest(current.key()), owner, origin));
  }

  /** Whether a device has a key here, or is barred. */
  synchronized boolean knows(DeviceId device) {
    return byDevice.containsKey(device) || barred.contains(device);
  }

  private Optional<DeviceId> otherHolder(Bytes identity, DeviceId device) {
    return Optional.ofNullable(byIdentity.get(identity))
        .map(DeviceKey::device)
        .filter(holder -> !holder.equals(device));
  }

  /** The key of an identity, the old or the new one while a rotation is not confirmed. */
  synchronized Optional<Found> find(Bytes identity) {
    return Optional.ofNullable(byIdentity.get(identity)).map(key -> found(key, identity));
  }

  /**
   * What an identity leads to.
   *
   * @param device whose
   * @param key secret
   * @param barred whether it must not be used
   */
  record Found(DeviceId device, Bytes key, boolean barred) {
    /** Leaves the key out. */
    @Override
    public String toString() {
      return "key of " + device;
    }
  }

  private Found found(DeviceKey key, Bytes identity) {
    Bytes secret =
        credentials(key)
            .filter(credential -> credential.identity().equals(identity))
            .map(Credential::key)
            .findFirst()
            .orElseThrow();
    return new Found(key.device(), secret, barred.contains(key.device()));
  }

  /** The key of a device that is not barred. */
  synchronized Optional<DeviceKey> of(DeviceId device) {
    return barred.contains(device) ? Optional.empty() : Optional.ofNullable(byDevice.get(device));
  }

  /**
   * Begins a rotation.
   *
   * @param from digest of the identity its session was opened with
   * @param begun made of the current key
   * @return whether it began
   */
  synchronized Begun begin(DeviceId device, Bytes from, Rotation begun, Instant now) {
    DeviceKey key = byDevice.get(device);
    if (key == null || !key.current().identity().sha256().equals(from)) {
      return Begun.NOT_CURRENT;
    }
    if (key.rotatedWithin(ROTATION_PAUSE, now)) {
      return Begun.TOO_SOON;
    }
    put(key.with(begun));
    return Begun.YES;
  }

  /** Whether a rotation began. */
  enum Begun {
    /** Both keys count now. */
    YES,
    /** Its session was not opened with the current key. */
    NOT_CURRENT,
    /** Less than {@link #ROTATION_PAUSE} ago there was another. */
    TOO_SOON
  }

  /**
   * A session stands with an identity: if it is the new one of a rotation, the old one is erased.
   *
   * @param digest SHA-256 of the identity
   * @return whether anything changed
   */
  synchronized boolean confirm(Bytes digest, Instant now) {
    DeviceKey key = byIdentityDigest.get(digest);
    if (key == null
        || key.rotation().filter(r -> r.next().identity().sha256().equals(digest)).isEmpty()) {
      return false;
    }
    DeviceKey rotated = key.rotated(now);
    put(rotated);
    remember(rotated, Origin.ROTATED);
    return true;
  }

  synchronized int size() {
    return byDevice.size();
  }

  synchronized Collection<DeviceId> barred() {
    return List.copyOf(barred);
  }

  private static Stream<Credential> credentials(DeviceKey key) {
    return Stream.concat(Stream.of(key.current()), key.rotation().stream().map(Rotation::next));
  }

  private void put(DeviceKey key) {
    DeviceKey old = byDevice.put(key.device(), key);
    if (old != null) {
      credentials(old)
          .map(Credential::identity)
          .forEach(
              identity -> {
                byIdentity.remove(identity);
                byIdentityDigest.remove(identity.sha256());
              });
    }
    credentials(key)
        .map(Credential::identity)
        .forEach(
            identity -> {
              byIdentity.put(identity, key);
              byIdentityDigest.put(identity.sha256(), key);
            });
  }
}
