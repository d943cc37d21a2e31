package org.wardgate.integration.benchmarks;

import java.util.Locale;

/**
 * A ward of devices that joined, and what the gateway spent on it.
 *
 * @param name for people
 * @param joins how many
 * @param startNanos when the first device was heard of, as {@link System#nanoTime()}
 * @param before taken before any device was switched on, so that no handshake is left out
 * @param after taken when the last had joined
 */
record Round(String name, int joins, long startNanos, ProcessCost before, ProcessCost after) {
  private static final double NANOS_PER_SECOND = 1e9;

  double cpuMillisPerJoin() {
    return (double) (after.cpuMillis() - before.cpuMillis()) / joins;
  }

  private double compilerMillisPerJoin() {
    return (double) (after.compilerMillis() - before.compilerMillis()) / joins;
  }

  private double collectorMillisPerJoin() {
    return (double) (after.collectorMillis() - before.collectorMillis()) / joins;
  }

  private double seconds() {
    return (after.nanos() - startNanos) / NANOS_PER_SECOND;
  }

  String line(double floorMillis) {
    double other = cpuMillisPerJoin() - compilerMillisPerJoin() - collectorMillisPerJoin();
    return String.format(
        Locale.ROOT,
        "%-28s %4d joins %6.1f s %6.1f joins/s  CPU %6.2f ms/join (JIT %5.2f, GC %4.2f, rest %5.2f)"
            + "  %4.1f x floor, without JIT %4.1f x",
        name,
        joins,
        seconds(),
        joins / seconds(),
        cpuMillisPerJoin(),
        compilerMillisPerJoin(),
        collectorMillisPerJoin(),
        other,
        cpuMillisPerJoin() / floorMillis,
        (cpuMillisPerJoin() - compilerMillisPerJoin()) / floorMillis);
  }
}
