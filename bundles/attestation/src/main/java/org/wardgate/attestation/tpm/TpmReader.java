package org.wardgate.attestation.tpm;

import java.util.Arrays;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.RefusedException;

/** Reads big-endian structures of TPM 2.0 Library Part 2. For one use, by one thread. */
final class TpmReader {
  private static final int BYTE_MASK = 0xff;
  private static final int WORD_BYTES = 2;
  private static final int DOUBLE_WORD_BYTES = 4;

  private final String what;
  private final byte[] content;
  private int at;

  TpmReader(String what, Bytes content) {
    this.what = what;
    this.content = content.toArray();
  }

  int uint8() throws RefusedException {
    return (int) number(1);
  }

  int uint16() throws RefusedException {
    return (int) number(WORD_BYTES);
  }

  long uint32() throws RefusedException {
    return number(DOUBLE_WORD_BYTES);
  }

  /** A bit pattern of 64 bits; negative beyond 2^63 − 1. */
  long uint64() throws RefusedException {
    return number(Long.BYTES);
  }

  /** A TPM2B: 16 bits of length, then so many bytes. */
  Bytes sized(int maxBytes) throws RefusedException {
    int length = uint16();
    if (length > maxBytes) {
      throw bad("a field of " + length + " bytes");
    }
    return bytes(length);
  }

  Bytes bytes(int length) throws RefusedException {
    if (length > content.length - at) {
      throw bad("it ends too early");
    }
    at += length;
    return Bytes.of(Arrays.copyOfRange(content, at - length, at));
  }

  void end() throws RefusedException {
    if (at != content.length) {
      throw new RefusedException(
          AttestationErrors.TRAILING_DATA, (content.length - at) + " bytes after " + what);
    }
  }

  private long number(int length) throws RefusedException {
    if (length > content.length - at) {
      throw bad("it ends too early");
    }
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = (value << Byte.SIZE) | (content[at++] & BYTE_MASK);
    }
    return value;
  }

  RefusedException bad(String why) {
    return new RefusedException(AttestationErrors.BAD_QUOTE, what + ": " + why);
  }
}
