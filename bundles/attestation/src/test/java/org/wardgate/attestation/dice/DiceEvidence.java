package org.wardgate.attestation.dice;

import org.wardgate.api.Bytes;
import org.wardgate.attestation.testing.World;

/** One device with DICE and foreign firmware, for tests of other packages. */
public final class DiceEvidence {
  private final DiceMaker maker = new DiceMaker();

  /** What the hospital knows. */
  public World world() {
    return maker.world();
  }

  /** Authentic evidence of firmware that nobody released. */
  public Bytes ofForeignFirmware() {
    maker.app = Bytes.ofHex("66".repeat(32));
    return maker.token(DiceMaker.claims());
  }
}
