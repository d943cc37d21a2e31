package org.wardgate.integration.benchmarks.campaign;

import java.time.Instant;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.references.corim.SignedCorim;
import org.wardgate.references.signing.CorimVerifier;

/**
 * A signed CoRIM on its way into the gateway.
 *
 * @param name for people
 * @param good the manifest
 * @param inventory names who may speak for whom
 * @param at now
 */
record CorimTarget(String name, Bytes good, InventorySnapshot inventory, Instant at)
    implements Target {
  @Override
  public Verdict verify(Bytes spoilt) {
    try {
      CorimVerifier.verify(spoilt, inventory, at);
      Bytes payload = SignedCorim.read(spoilt).payload();
      return payload.equals(SignedCorim.read(good).payload()) ? Verdict.THE_SAME : Verdict.ADMITTED;
    } catch (RefusedException e) {
      return Verdict.REFUSED;
    }
  }
}
