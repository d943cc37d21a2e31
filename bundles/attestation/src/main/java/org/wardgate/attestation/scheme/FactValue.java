package org.wardgate.attestation.scheme;

import org.wardgate.api.Bytes;

/** The value of a fact that evidence tells. Immutable. */
public sealed interface FactValue {
  /** A text. */
  static FactValue of(String value) {
    return new Text(value);
  }

  /** An integer. */
  static FactValue of(long value) {
    return new Int(value);
  }

  /** True or false. */
  static FactValue of(boolean value) {
    return new Bool(value);
  }

  /** A byte string. */
  static FactValue of(Bytes value) {
    return new Octets(value);
  }

  /**
   * A text.
   *
   * @param value at most 1,024 characters
   */
  record Text(String value) implements FactValue {}

  /**
   * An integer.
   *
   * @param value any
   */
  record Int(long value) implements FactValue {}

  /**
   * True or false.
   *
   * @param value either
   */
  record Bool(boolean value) implements FactValue {}

  /**
   * A byte string.
   *
   * @param value at most 1,024 bytes
   */
  record Octets(Bytes value) implements FactValue {}
}
