package org.wardgate.enforcement.nft;

import java.util.List;

/**
 * A change of the truth that was made in Java and waits for the kernel.
 *
 * @param commands what nft is to do, in order, in one transaction; empty if nothing
 * @param undo takes the change back in Java; valid until another change is made
 */
record Change(List<String> commands, Runnable undo) {
  Change {
    commands = List.copyOf(commands);
  }

  /** Nothing to do. */
  static Change none() {
    return new Change(List.of(), () -> {});
  }
}
