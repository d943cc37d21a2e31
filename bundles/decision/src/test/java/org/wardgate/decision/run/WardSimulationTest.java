package org.wardgate.decision.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;

/** The decision core under seeds; {@code -Dwardgate.simulation.seeds=N} runs more of them. */
class WardSimulationTest {
  @Test
  void everySeedKeepsTheInvariantsAndEndsWellInTheCalm() throws RefusedException {
    int seeds = Integer.getInteger("wardgate.simulation.seeds", 60);
    long crashes = 0;
    for (long seed = 0; seed < seeds; seed++) {
      try {
        WardSimulation simulation = new WardSimulation(seed);
        simulation.run(150);
        crashes += simulation.crashesCount();
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
    assertThat(crashes).isPositive();
  }
}
