package org.wardgate.emulators.device;

import org.wardgate.api.Bytes;

/** What a device runs changes while it runs: its evidence says so truthfully. Thread-safe. */
final class DriftingAttester implements Attester {
  private final Attester later;
  private volatile Attester current;

  DriftingAttester(Attester first, Attester later) {
    this.current = first;
    this.later = later;
  }

  /** From now on it runs the other firmware. */
  void drift() {
    current = later;
  }

  @Override
  public Bytes evidence(Bytes nonce) {
    return current.evidence(nonce);
  }
}
