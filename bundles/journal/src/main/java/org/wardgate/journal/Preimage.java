package org.wardgate.journal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.wardgate.api.Bytes;

/**
 * What is hashed or signed: fields one after the other as netstrings ({@code length:content,}), so
 * that no two lists of fields give the same bytes and a person can build them with {@code printf}.
 * The first field names the purpose. Not thread-safe.
 */
final class Preimage {
  private final ByteArrayOutputStream content = new ByteArrayOutputStream(320);

  /** Begins with the purpose, which keeps hashes and signatures of different kinds apart. */
  Preimage(String purpose) {
    add(purpose);
  }

  Preimage add(byte[] field) {
    content.writeBytes(Integer.toString(field.length).getBytes(StandardCharsets.US_ASCII));
    content.write(':');
    content.writeBytes(field);
    content.write(',');
    return this;
  }

  Preimage add(String field) {
    return add(field.getBytes(StandardCharsets.UTF_8));
  }

  Preimage add(long field) {
    return add(Long.toString(field));
  }

  /** Adds the lower-case hexadecimal digits. */
  Preimage add(Bytes field) {
    return add(field.hex());
  }

  byte[] toArray() {
    return content.toByteArray();
  }

  Bytes sha256() {
    return Bytes.of(content.toByteArray()).sha256();
  }
}
