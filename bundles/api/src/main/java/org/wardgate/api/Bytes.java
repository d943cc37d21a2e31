package org.wardgate.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string. Equality is by content, in constant time for equal lengths. */
public final class Bytes {
  /** No bytes at all. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** A copy of the given array. */
  public static Bytes of(byte[] content) {
    return new Bytes(content.clone());
  }

  /**
   * Reads hexadecimal digits, upper or lower case.
   *
   * @throws IllegalArgumentException if the text is not an even number of hexadecimal digits
   */
  public static Bytes ofHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex));
  }

  /** A copy of the content. */
  public byte[] toArray() {
    return content.clone();
  }

  /** Length in bytes. */
  public int length() {
    return content.length;
  }

  /** Lower-case hexadecimal. */
  public String hex() {
    return HexFormat.of().formatHex(content);
  }

  /** The SHA-256 digest of the content, 32 bytes. */
  public Bytes sha256() {
    try {
      return new Bytes(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && MessageDigest.isEqual(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** Hexadecimal, cut after 32 bytes. */
  @Override
  public String toString() {
    return content.length <= 32
        ? hex()
        : HexFormat.of().formatHex(content, 0, 32) + "…(" + content.length + " B)";
  }
}
