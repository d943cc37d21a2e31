package org.wardgate.coap.eap.radius;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.wardgate.api.Bytes;

/** The master session key, as a RADIUS server hands it over (RFC 2548 §2.4.2, §2.4.3). */
final class MppeKeys {
  /** Bytes of a master session key (RFC 3748 §7.10). */
  static final int MSK_BYTES = 64;

  private static final int MICROSOFT = 311;
  private static final int SEND_KEY = 16;
  private static final int RECV_KEY = 17;
  private static final int BLOCK_BYTES = 16;
  private static final int SALT_BYTES = 2;
  private static final int VENDOR_HEADER_BYTES = 6;

  private MppeKeys() {}

  /**
   * The key.
   *
   * @param requestAuthenticator of the request that was answered
   * @return absent if it is not there, malformed or shorter than 64 bytes
   */
  static Optional<Bytes> msk(RadiusPacket answer, Bytes requestAuthenticator, RadiusSecret secret) {
    // the authenticator receives with the first half and sends with the second
    Optional<byte[]> first = key(answer, RECV_KEY, requestAuthenticator, secret);
    Optional<byte[]> second = key(answer, SEND_KEY, requestAuthenticator, secret);
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    ByteBuffer msk = ByteBuffer.allocate(first.get().length + second.get().length);
    msk.put(first.get()).put(second.get());
    return msk.capacity() == MSK_BYTES ? Optional.of(Bytes.of(msk.array())) : Optional.empty();
  }

  private static Optional<byte[]> key(
      RadiusPacket answer, int type, Bytes requestAuthenticator, RadiusSecret secret) {
    return answer.all(RadiusAttribute.VENDOR_SPECIFIC).stream()
        .map(attribute -> attribute.value().toArray())
        .filter(value -> isOf(value, type))
        .findFirst()
        .flatMap(
            value ->
                decrypt(
                    Arrays.copyOfRange(value, VENDOR_HEADER_BYTES, value.length),
                    requestAuthenticator,
                    secret));
  }

  /** Vendor, type and length, with exactly one sub-attribute (RFC 2865 §5.26). */
  private static boolean isOf(byte[] value, int type) {
    return value.length > VENDOR_HEADER_BYTES
        && ByteBuffer.wrap(value).getInt() == MICROSOFT
        && (value[4] & 0xFF) == type
        && (value[5] & 0xFF) == value.length - Integer.BYTES;
  }

  private static Optional<byte[]> decrypt(
      byte[] salted, Bytes requestAuthenticator, RadiusSecret secret) {
    int encryptedBytes = salted.length - SALT_BYTES;
    if (encryptedBytes < BLOCK_BYTES || encryptedBytes % BLOCK_BYTES != 0) {
      return Optional.empty();
    }
    byte[] salt = Arrays.copyOf(salted, SALT_BYTES);
    byte[] plain = new byte[encryptedBytes];
    byte[] pad = secret.md5AfterSecret(requestAuthenticator.toArray(), salt);
    for (int at = 0; at < encryptedBytes; at += BLOCK_BYTES) {
      byte[] block = Arrays.copyOfRange(salted, SALT_BYTES + at, SALT_BYTES + at + BLOCK_BYTES);
      for (int i = 0; i < BLOCK_BYTES; i++) {
        plain[at + i] = (byte) (block[i] ^ pad[i]);
      }
      pad = secret.md5AfterSecret(block, new byte[0]);
    }
    int length = plain[0] & 0xFF;
    return length < plain.length
        ? Optional.of(Arrays.copyOfRange(plain, 1, 1 + length))
        : Optional.empty();
  }
}
