package org.wardgate.packager;

import java.io.Serial;

/** A package cannot be made of what was given; the message says what is wrong with what. */
public final class PackagingException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** Without another cause. */
  public PackagingException(String message) {
    super(message);
  }

  /** Because of something else. */
  public PackagingException(String message, Throwable cause) {
    super(message, cause);
  }
}
