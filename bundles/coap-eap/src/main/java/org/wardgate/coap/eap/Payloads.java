package org.wardgate.coap.eap;

import java.nio.ByteBuffer;
import org.wardgate.api.Bytes;

/** An EAP packet and the CBOR behind it are one payload (RFC 9820 §5). */
final class Payloads {
  private Payloads() {}

  static Bytes join(Bytes first, Bytes second) {
    ByteBuffer both = ByteBuffer.allocate(first.length() + second.length());
    return Bytes.of(both.put(first.toArray()).put(second.toArray()).array());
  }
}
