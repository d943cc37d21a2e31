package org.wardgate.attestation.psa;

import java.util.Locale;
import java.util.Optional;

/** Security lifecycle states (RFC 9783 §4.3.1); the low byte is the implementation's own. */
public enum Lifecycle {
  /** Not known. */
  UNKNOWN(0x0000),
  /** Assembly and test. */
  ASSEMBLY_AND_TEST(0x1000),
  /** The root of trust is being provisioned. */
  ROT_PROVISIONING(0x2000),
  /** Locked, in service. */
  SECURED(0x3000),
  /** Debugging outside the root of trust is possible. */
  NON_ROT_DEBUG(0x4000),
  /** Debugging of the root of trust is possible, and can be ended. */
  RECOVERABLE_ROT_DEBUG(0x5000),
  /** Out of service. */
  DECOMMISSIONED(0x6000);

  private static final int RANGE = 0x100;

  private final int first;

  Lifecycle(int first) {
    this.first = first;
  }

  /** As a fact: {@code secured}, {@code non-rot-debug} and so on. */
  public String factName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The state a claim's value stands for; empty if it is in no range. */
  static Optional<Lifecycle> of(long value) {
    for (Lifecycle state : values()) {
      if (value >= state.first && value < state.first + RANGE) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
