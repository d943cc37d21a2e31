package org.wardgate.enforcement.nft;

import java.io.IOException;

/** A program ran to its end and said no. */
final class ProgramFailed extends IOException {
  private static final long serialVersionUID = 1;

  ProgramFailed(String message) {
    super(message);
  }
}
