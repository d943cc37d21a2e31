package org.wardgate.transport.coap.oscore;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.wardgate.api.Bytes;

/** The two CBOR structures OSCORE computes with; they are written, never read. */
final class Structures {
  private static final int UNSIGNED = 0x00;
  private static final int BYTE_STRING = 0x40;
  private static final int TEXT_STRING = 0x60;
  private static final int ARRAY = 0x80;
  private static final int NIL = 0xF6;
  private static final int ONE_BYTE = 24;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Structures() {}

  /** What a key or the common IV is derived for (RFC 8613 §3.2.1). */
  static byte[] info(
      Bytes id, Optional<Bytes> idContext, int algorithm, String type, int lengthBytes) {
    Structures info = new Structures();
    info.head(ARRAY, 5);
    info.bytes(id.toArray());
    idContext.ifPresentOrElse(context -> info.bytes(context.toArray()), () -> info.out.write(NIL));
    info.head(UNSIGNED, algorithm);
    info.text(type);
    info.head(UNSIGNED, lengthBytes);
    return info.out.toByteArray();
  }

  /** What is authenticated beside the ciphertext (RFC 8613 §5.4, RFC 9052 §5.3). */
  static byte[] aad(int algorithm, Bytes requestKid, Bytes requestPiv) {
    Structures external = new Structures();
    external.head(ARRAY, 5);
    external.head(UNSIGNED, 1); // oscore_version
    external.head(ARRAY, 1);
    external.head(UNSIGNED, algorithm);
    external.bytes(requestKid.toArray());
    external.bytes(requestPiv.toArray());
    external.bytes(new byte[0]); // no class I options are defined
    Structures encrypt0 = new Structures();
    encrypt0.head(ARRAY, 3);
    encrypt0.text("Encrypt0");
    encrypt0.bytes(new byte[0]);
    encrypt0.bytes(external.out.toByteArray());
    return encrypt0.out.toByteArray();
  }

  private void bytes(byte[] content) {
    head(BYTE_STRING, content.length);
    out.writeBytes(content);
  }

  private void text(String content) {
    byte[] utf8 = content.getBytes(StandardCharsets.UTF_8);
    head(TEXT_STRING, utf8.length);
    out.writeBytes(utf8);
  }

  /** Everything here is below 256. */
  private void head(int major, int value) {
    if (value < ONE_BYTE) {
      out.write(major | value);
    } else if (value < 256) {
      out.write(major | ONE_BYTE);
      out.write(value);
    } else {
      throw new IllegalArgumentException("too long: " + value);
    }
  }
}
