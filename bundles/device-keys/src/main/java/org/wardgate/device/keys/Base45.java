package org.wardgate.device.keys;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Bytes in the alphabet of alphanumeric QR codes (RFC 9285). Stateless. */
final class Base45 {
  private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  private static final int BASE = 45;

  private Base45() {}

  static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length * 3 / 2 + 1);
    for (int i = 0; i < bytes.length; i += 2) {
      boolean pair = i + 1 < bytes.length;
      int value = pair ? (bytes[i] & 0xff) << Byte.SIZE | (bytes[i + 1] & 0xff) : bytes[i] & 0xff;
      text.append(ALPHABET.charAt(value % BASE)).append(ALPHABET.charAt(value / BASE % BASE));
      if (pair) {
        text.append(ALPHABET.charAt(value / BASE / BASE));
      }
    }
    return text.toString();
  }

  /** The bytes; empty if the text is not what {@link #encode} makes. */
  static Optional<byte[]> decode(String text) {
    if (text.length() % 3 == 1) {
      return Optional.empty();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() * 2 / 3);
    for (int i = 0; i < text.length(); i += 3) {
      int digits = Math.min(3, text.length() - i);
      int value = 0;
      for (int j = digits - 1; j >= 0; j--) {
        int digit = ALPHABET.indexOf(text.charAt(i + j));
        if (digit < 0) {
          return Optional.empty();
        }
        value = value * BASE + digit;
      }
      if (value > (digits == 3 ? 0xffff : 0xff)) {
        return Optional.empty();
      }
      if (digits == 3) {
        bytes.write(value >> Byte.SIZE);
      }
      bytes.write(value);
    }
    return Optional.of(bytes.toByteArray());
  }
}
