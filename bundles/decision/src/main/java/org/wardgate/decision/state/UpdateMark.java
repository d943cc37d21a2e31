package org.wardgate.decision.state;

import java.time.Instant;
import java.util.List;

/**
 * What was recorded of an update of the gateway's own bundles.
 *
 * @param id of the update
 * @param state it came to, the name of an {@code UpdateState}
 * @param line what is said of it
 * @param at when it came there
 * @param steps which were recorded, {@code NUMBER STATE TIME}; the oldest first
 * @param settled whether a later update ended what was to be looked at
 */
public record UpdateMark(
    String id, String state, String line, Instant at, List<String> steps, boolean settled) {
  /** Copies the list. */
  public UpdateMark {
    steps = List.copyOf(steps);
  }

  /** Whether people should look at it. */
  public boolean alarming() {
    return !settled && (state.equals("HELD") || state.equals("PUT_BACK"));
  }

  /** The same, with nothing left to be looked at. */
  public UpdateMark settle() {
    return new UpdateMark(id, state, line, at, steps, true);
  }
}
