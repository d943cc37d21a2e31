package org.wardgate.decision.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;

/** The decision core under seeds; {@code -Dwardgate.simulation.seeds=N} runs more of them. */
class WardSimulationTest {
  @Test
  void everySeedKeepsTheInvariantsAndEndsWellInTheCalm() throws RefusedException {
    int seeds = Integer.getInteger("wardgate.simulation.seeds", 60);
    long crashes = 0;
    Set<String> kinds = new TreeSet<>();
    for (long seed = 0; seed < seeds; seed++) {
      try {
        WardSimulation simulation = new WardSimulation(seed);
        simulation.run(150);
        crashes += simulation.crashesCount();
        kinds.addAll(simulation.kinds());
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
    assertThat(crashes).isPositive();
    assertThat(kinds)
        .contains(
            "device.certified",
            "device.renewed",
            "device.revoked",
            "device.revocation-failed",
            "device.configured",
            "device.not-configured",
            "device.seen-twice",
            "device.handing-over",
            "device.handover-failed",
            "device.retired",
            "device.erasing",
            "device.erased",
            "authority.not-issuing",
            "ward.renewals-held",
            "change.offered",
            "change.held",
            "change.approved",
            "change.adopting",
            "change.adopted",
            "change.dismissed",
            "change.dropped",
            "change.failed",
            "ward.clock-wrong",
            "ward.clock-right");
  }
}
