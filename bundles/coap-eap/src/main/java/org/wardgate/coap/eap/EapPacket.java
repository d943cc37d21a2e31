package org.wardgate.coap.eap;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.wardgate.api.Bytes;

/**
 * An EAP packet (RFC 3748 §4). Immutable.
 *
 * @param code what it is
 * @param id matches responses with requests, 0 to 255
 * @param type of a request or response; 0 for success and failure
 * @param data behind the type
 */
record EapPacket(int code, int id, int type, Bytes data) {
  static final int REQUEST = 1;
  static final int RESPONSE = 2;
  static final int SUCCESS = 3;
  static final int FAILURE = 4;

  static final int TYPE_IDENTITY = 1;
  static final int TYPE_TLS = 13;
  static final int TYPE_PSK = 47;

  /** Largest packet taken, from the device or from the server. */
  static final int PACKET_MAX_BYTES = 2_048;

  private static final int HEADER_BYTES = 4;

  /**
   * What a CoAP-EAP message carries.
   *
   * @param packet the EAP packet in front
   * @param encoded the same, as it came
   * @param rest what stands behind it; empty if there is nothing
   */
  record Carried(EapPacket packet, Bytes encoded, Bytes rest) {}

  /** Reads the packet at the beginning; absent if it is malformed or too large. */
  static Optional<Carried> parse(Bytes payload) {
    byte[] bytes = payload.toArray();
    if (bytes.length < HEADER_BYTES) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int code = in.get() & 0xFF;
    int id = in.get() & 0xFF;
    int length = in.getShort() & 0xFFFF;
    boolean typed = code == REQUEST || code == RESPONSE;
    boolean bare = code == SUCCESS || code == FAILURE;
    if (!(typed && length > HEADER_BYTES) && !(bare && length == HEADER_BYTES)) {
      return Optional.empty();
    }
    if (length > bytes.length || length > PACKET_MAX_BYTES) {
      return Optional.empty();
    }
    int type = typed ? bytes[HEADER_BYTES] & 0xFF : 0;
    Bytes data =
        typed ? Bytes.of(Arrays.copyOfRange(bytes, HEADER_BYTES + 1, length)) : Bytes.EMPTY;
    return Optional.of(
        new Carried(
            new EapPacket(code, id, type, data),
            Bytes.of(Arrays.copyOf(bytes, length)),
            Bytes.of(Arrays.copyOfRange(bytes, length, bytes.length))));
  }

  static EapPacket request(int id, int type) {
    return new EapPacket(REQUEST, id, type, Bytes.EMPTY);
  }

  static EapPacket failure(int id) {
    return new EapPacket(FAILURE, id, 0, Bytes.EMPTY);
  }

  /** Whether it answers a request of that id. */
  boolean answers(int requestId) {
    return code == RESPONSE && id == requestId;
  }

  Bytes encode() {
    boolean typed = code == REQUEST || code == RESPONSE;
    int length = HEADER_BYTES + (typed ? 1 + data.length() : 0);
    ByteBuffer out = ByteBuffer.allocate(length);
    out.put((byte) code).put((byte) id).putShort((short) length);
    if (typed) {
      out.put((byte) type).put(data.toArray());
    }
    return Bytes.of(out.array());
  }
}
