package org.wardgate.device.keys;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.device.keys.Fingerprints.Entry;
import org.wardgate.device.keys.Fingerprints.Origin;
import org.wardgate.device.keys.Fingerprints.Owner;

/** A key book as bytes. Stateless. */
final class KeyBookCodec {
  private static final int VERSION = 2;
  private static final int PART_MAX_BYTES = 255;
  private static final int FINGERPRINTS_MAX_COUNT =
      KeyBook.DEVICES_MAX_COUNT * Fingerprints.PER_DEVICE_MAX_COUNT;

  private KeyBookCodec() {}

  static byte[] write(KeyBook.Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      part(out, content.fingerprintSecret());
      out.writeInt(content.keys().size());
      for (DeviceKey key : content.keys()) {
        write(out, key);
      }
      out.writeInt(content.barred().size());
      for (DeviceId device : content.barred()) {
        out.writeUTF(device.value());
      }
      out.writeInt(content.fingerprints().size());
      for (Entry entry : content.fingerprints()) {
        part(out, entry.digest());
        out.writeUTF(entry.owner().device().value());
        part(out, entry.owner().identity());
        out.writeBoolean(entry.origin() == Origin.ROTATED);
      }
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, DeviceKey key) throws IOException {
    out.writeUTF(key.device().value());
    part(out, key.delivered());
    part(out, key.deliveredDigest());
    part(out, key.master().orElse(Bytes.EMPTY));
    write(out, key.current());
    out.writeBoolean(key.rotation().isPresent());
    if (key.rotation().isPresent()) {
      Rotation rotation = key.rotation().get();
      part(out, rotation.deviceNonce());
      part(out, rotation.gatewayNonce());
      write(out, rotation.next());
    }
    out.writeBoolean(key.rotatedAt().isPresent());
    if (key.rotatedAt().isPresent()) {
      out.writeLong(key.rotatedAt().get().toEpochMilli());
    }
  }

  private static void write(DataOutputStream out, Credential credential) throws IOException {
    part(out, credential.identity());
    part(out, credential.key());
  }

  private static void part(DataOutputStream out, Bytes part) throws IOException {
    out.writeByte(part.length());
    out.write(part.toArray());
  }

  /**
   * Reads a book.
   *
   * @throws IOException if it is not of this form
   */
  static KeyBook.Content read(byte[] content) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
      if (in.readInt() != VERSION) {
        throw new IOException("another version");
      }
      Bytes secret = part(in);
      List<DeviceKey> keys = new ArrayList<>();
      for (int count = count(in, KeyBook.DEVICES_MAX_COUNT); count > 0; count--) {
        keys.add(key(in));
      }
      Set<DeviceId> barred = new HashSet<>();
      for (int count = count(in, 2 * KeyBook.DEVICES_MAX_COUNT); count > 0; count--) {
        barred.add(new DeviceId(in.readUTF()));
      }
      List<Entry> fingerprints = new ArrayList<>();
      for (int count = count(in, FINGERPRINTS_MAX_COUNT); count > 0; count--) {
        fingerprints.add(fingerprint(in));
      }
      if (in.read() >= 0) {
        throw new IOException("something follows the end");
      }
      return new KeyBook.Content(secret, keys, barred, fingerprints);
    } catch (IllegalArgumentException e) {
      throw new IOException("malformed", e);
    }
  }

  private static Entry fingerprint(DataInputStream in) throws IOException {
    Bytes digest = part(in);
    Owner owner = new Owner(new DeviceId(in.readUTF()), part(in));
    return new Entry(digest, owner, in.readBoolean() ? Origin.ROTATED : Origin.DELIVERED);
  }

  private static DeviceKey key(DataInputStream in) throws IOException {
    DeviceId device = new DeviceId(in.readUTF());
    Bytes delivered = part(in);
    Bytes deliveredDigest = part(in);
    Bytes master = part(in);
    Credential current = credential(in);
    Optional<Rotation> rotation =
        in.readBoolean()
            ? Optional.of(new Rotation(part(in), part(in), credential(in)))
            : Optional.empty();
    Optional<Instant> rotatedAt =
        in.readBoolean() ? Optional.of(Instant.ofEpochMilli(in.readLong())) : Optional.empty();
    return new DeviceKey(
        device,
        delivered,
        deliveredDigest,
        master.length() == 0 ? Optional.empty() : Optional.of(master),
        current,
        rotation,
        rotatedAt);
  }

  private static Credential credential(DataInputStream in) throws IOException {
    return new Credential(part(in), part(in));
  }

  private static int count(DataInputStream in, int max) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > max) {
      throw new IOException("a count of " + count);
    }
    return count;
  }

  private static Bytes part(DataInputStream in) throws IOException {
    int length = in.readUnsignedByte();
    byte[] part = new byte[Math.min(length, PART_MAX_BYTES)];
    in.readFully(part);
    return Bytes.of(part);
  }
}
