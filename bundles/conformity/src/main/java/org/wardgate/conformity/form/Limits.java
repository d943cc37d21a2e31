package org.wardgate.conformity.form;

import org.wardgate.crypto.cbor.CborLimits;

/** What is read before giving up. */
final class Limits {
  /** Largest certificate or status, in bytes or characters. */
  static final int SIZE_MAX_BYTES = 16_384;

  /** 9999-12-31T23:59:59Z. */
  static final long SECONDS_MAX = 253_402_300_799L;

  /** Most measures, functions, policies or claims of a vector. */
  static final int PARTS_MAX_COUNT = 64;

  /** Shape of a token. */
  static final CborLimits CBOR = new CborLimits(SIZE_MAX_BYTES, 8, 1_024);

  private Limits() {}
}
