package org.wardgate.device.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerKeys;
import org.wardgate.api.onboarding.OnboardingErrors;

/**
 * What the QR code on a device says: {@code WG1:} and base45 (RFC 9285) of manufacturer, serial
 * number, identity and key, each after one byte with its length, and the first four bytes of the
 * SHA-256 of all before. Immutable.
 *
 * @param manufacturerId as in the inventory, 1 to 64 printable ASCII characters
 * @param serial as in the inventory, 1 to 64 printable ASCII characters
 * @param identity the PSK identity, 1 to 128 bytes
 * @param key secret, 16 to 64 bytes
 */
record KeyLabel(String manufacturerId, String serial, Bytes identity, Bytes key) {
  /** What every label begins with. */
  static final String PREFIX = "WG1:";

  /** Longest label, in characters. */
  static final int TEXT_MAX_CHARS = 500;

  /** Longest manufacturer id and serial number, in characters. */
  static final int NAME_MAX_CHARS = 64;

  private static final int CHECK_BYTES = 4;

  /** Checks the lengths. */
  KeyLabel {
    requireLength("manufacturer", manufacturerId.length(), 1, NAME_MAX_CHARS);
    requireLength("serial", serial.length(), 1, NAME_MAX_CHARS);
    requireLength("identity", identity.length(), 1, PeerKeys.IDENTITY_MAX_BYTES);
    requireLength("key", key.length(), KeyRules.KEY_MIN_BYTES, KeyRules.KEY_MAX_BYTES);
    if (!printable(manufacturerId) || !printable(serial)) {
      throw new IllegalArgumentException("manufacturer or serial is not printable ASCII");
    }
  }

  private static void requireLength(String what, int length, int min, int max) {
    if (length < min || length > max) {
      throw new IllegalArgumentException(what + " of " + length + ", not " + min + " to " + max);
    }
  }

  private static boolean printable(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  /** The text for a QR code. */
  String text() {
    byte[] maker = manufacturerId.getBytes(StandardCharsets.US_ASCII);
    byte[] number = serial.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer buffer =
        ByteBuffer.allocate(
            4 + maker.length + number.length + identity.length() + key.length() + CHECK_BYTES);
    for (byte[] part : new byte[][] {maker, number, identity.toArray(), key.toArray()}) {
      buffer.put((byte) part.length).put(part);
    }
    buffer.put(check(Arrays.copyOf(buffer.array(), buffer.position())));
    return PREFIX + Base45.encode(buffer.array());
  }

  /**
   * Reads a label.
   *
   * @throws RefusedException {@code WG-ONB-0060} if it is misread, malformed or of another version
   */
  static KeyLabel parse(String text) throws RefusedException {
    if (!text.startsWith(PREFIX) || text.length() > TEXT_MAX_CHARS) {
      throw refused("a label does not begin with " + PREFIX + " or is too long");
    }
    Optional<byte[]> decoded = Base45.decode(text.substring(PREFIX.length()));
    byte[] bytes = decoded.orElseThrow(() -> refused("a label is not base45"));
    int end = bytes.length - CHECK_BYTES;
    if (end < 0
        || !Arrays.equals(
            check(Arrays.copyOf(bytes, end)), 0, CHECK_BYTES, bytes, end, bytes.length)) {
      throw refused("a label is misread: its checksum is wrong");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, end);
    String maker = new String(part(buffer), StandardCharsets.ISO_8859_1);
    String number = new String(part(buffer), StandardCharsets.ISO_8859_1);
    Bytes name = Bytes.of(part(buffer));
    Bytes secret = Bytes.of(part(buffer));
    if (buffer.hasRemaining()) {
      throw refused("something follows a label's key");
    }
    try {
      return new KeyLabel(maker, number, name, secret);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          OnboardingErrors.BAD_KEY_DELIVERY, "a label's " + e.getMessage(), e);
    }
  }

  private static byte[] part(ByteBuffer buffer) throws RefusedException {
    int length = buffer.hasRemaining() ? buffer.get() & 0xff : Integer.MAX_VALUE;
    if (length > buffer.remaining()) {
      throw refused("a label is cut off");
    }
    byte[] part = new byte[length];
    buffer.get(part);
    return part;
  }

  private static byte[] check(byte[] content) {
    return Arrays.copyOf(Bytes.of(content).sha256().toArray(), CHECK_BYTES);
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(OnboardingErrors.BAD_KEY_DELIVERY, detail);
  }

  /** Leaves the key out. */
  @Override
  public String toString() {
    return "label of " + manufacturerId + " " + serial;
  }
}
