package org.wardgate.transport.coap.oscore;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a message is encrypted: its code, the class E options and the payload (RFC 8613 §5.3).
 */
final class Plaintext {
  private Plaintext() {}

  static byte[] of(CoapMessage message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(message.code());
    List<CoapOption> inside =
        message.options().stream().filter(option -> !option.staysOutside()).toList();
    OptionsCodec.write(out, inside, message.payload());
    return out.toByteArray();
  }

  /**
   * The message that was protected: what was inside, and of the outside what may only be there. All
   * other outer options are dropped (RFC 8613 §8.2). Absent if the inside is malformed.
   */
  static Optional<CoapMessage> into(CoapMessage outer, byte[] plaintext) {
    if (plaintext.length == 0) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(plaintext);
    int code = in.get() & 0xFF;
    return OptionsCodec.read(in).map(body -> outer.with(code, merged(outer, body), body.payload()));
  }

  private static List<CoapOption> merged(CoapMessage outer, OptionsCodec.Body inside) {
    List<CoapOption> options = new ArrayList<>();
    outer.options().stream()
        .filter(option -> option.staysOutside() && option.number() != CoapOption.OSCORE)
        .forEach(options::add);
    inside.options().stream().filter(option -> !option.staysOutside()).forEach(options::add);
    options.sort((one, other) -> Integer.compare(one.number(), other.number()));
    return options;
  }
}
