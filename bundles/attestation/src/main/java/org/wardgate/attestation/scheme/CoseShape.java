package org.wardgate.attestation.scheme;

import java.util.OptionalLong;
import org.wardgate.api.Bytes;

/**
 * A glance at the beginning of a COSE message, without building anything: which tag, and whether a
 * header holds certificates. It decides who reads the message, nothing else. For one use, by one
 * thread.
 */
public final class CoseShape {
  private static final int TAG_MAC0 = 17;
  private static final int TAG_SIGN1 = 18;
  private static final int TAG_CWT = 61;
  private static final int LABEL_X5CHAIN = 33;
  private static final int MAJOR_SHIFT = 5;
  private static final int INFO_MASK = 0x1f;
  private static final int BYTE_MASK = 0xff;
  private static final int ONE_BYTE = 24;
  private static final int FOUR_BYTES = 26;
  private static final int TWO = 2;
  private static final int BYTE_STRING = 2;
  private static final int TEXT_STRING = 3;
  private static final int ARRAY = 4;
  private static final int MAP = 5;
  private static final int TAG = 6;
  private static final int PARTS = 4;
  private static final int DEPTH_MAX = 4;
  private static final long NOT_READABLE = -1;

  private final byte[] content;
  private int at;
  private int major;
  private boolean broken;

  private CoseShape(byte[] content) {
    this.content = content;
  }

  /** What a message looks like. */
  public enum Kind {
    /** Signed, with certificates. */
    SIGNED_WITH_CHAIN,
    /** Signed. */
    SIGNED,
    /** With an authentication code. */
    AUTHENTICATED,
    /** No COSE message that is read here. */
    OTHER
  }

  /** What it looks like. */
  public static Kind of(Bytes content) {
    return new CoseShape(content.toArray()).kind();
  }

  private Kind kind() {
    long tag = head();
    if (major == TAG && tag == TAG_CWT) {
      tag = head();
    }
    if (major != TAG || (tag != TAG_SIGN1 && tag != TAG_MAC0)) {
      return Kind.OTHER;
    }
    if (tag == TAG_MAC0) {
      return Kind.AUTHENTICATED;
    }
    if (head() != PARTS || major != ARRAY) {
      return Kind.OTHER;
    }
    long length = head();
    if (major != BYTE_STRING || broken || length > content.length - at) {
      return Kind.OTHER;
    }
    boolean chain = length > 0 && mapHasChain();
    return chain || mapHasChain() ? Kind.SIGNED_WITH_CHAIN : Kind.SIGNED;
  }

  private boolean mapHasChain() {
    long entries = head();
    if (major != MAP) {
      broken = true;
    }
    boolean found = false;
    for (long i = 0; i < entries && !broken; i++) {
      int before = at;
      OptionalLong label = unsigned();
      found |= label.isPresent() && label.getAsLong() == LABEL_X5CHAIN;
      at = before;
      skip(0);
      skip(0);
    }
    return found && !broken;
  }

  private OptionalLong unsigned() {
    long argument = head();
    return major == 0 && !broken ? OptionalLong.of(argument) : OptionalLong.empty();
  }

  private void skip(int depth) {
    long argument = head();
    if (broken || depth > DEPTH_MAX) {
      broken = true;
      return;
    }
    switch (major) {
      case BYTE_STRING, TEXT_STRING -> jump(argument);
      case ARRAY -> skipAll(argument, depth);
      case MAP -> skipAll(argument * TWO, depth);
      case TAG -> skip(depth + 1);
      default -> {
        // a number or a simple value is its head
      }
    }
  }

  private void skipAll(long count, int depth) {
    for (long i = 0; i < count && !broken; i++) {
      skip(depth + 1);
    }
  }

  private void jump(long count) {
    if (count > content.length - at) {
      broken = true;
    } else {
      at += (int) count;
    }
  }

  /** The argument of the next item; sets its major type. */
  private long head() {
    if (broken || at >= content.length) {
      broken = true;
      return NOT_READABLE;
    }
    int initial = content[at++] & BYTE_MASK;
    major = initial >> MAJOR_SHIFT;
    int info = initial & INFO_MASK;
    if (info < ONE_BYTE) {
      return info;
    }
    int bytes = 1 << (info - ONE_BYTE);
    // eight bytes of length fit nothing that is read here
    if (info > FOUR_BYTES || bytes > content.length - at) {
      broken = true;
      return NOT_READABLE;
    }
    long argument = 0;
    for (int i = 0; i < bytes; i++) {
      argument = (argument << Byte.SIZE) | (content[at++] & BYTE_MASK);
    }
    return argument;
  }
}
