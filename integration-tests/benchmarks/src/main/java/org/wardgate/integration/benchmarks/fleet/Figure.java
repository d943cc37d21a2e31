package org.wardgate.integration.benchmarks.fleet;

import java.util.Locale;
import org.wardgate.integration.benchmarks.ProcessCost;

/**
 * What a number of operations cost a server.
 *
 * @param name of what was measured
 * @param count operations that succeeded
 * @param cpuMillis of the server for each
 * @param withoutJitMillis the same without just-in-time compiler threads
 * @param perSecond operations in a second of the clock, the clients on the same cores
 */
record Figure(String name, int count, double cpuMillis, double withoutJitMillis, double perSecond) {
  private static final double NANOS_PER_SECOND = 1e9;

  static Figure between(String name, int count, ProcessCost before, ProcessCost after) {
    double cpu = after.cpuMillis() - before.cpuMillis();
    double compiler = after.compilerMillis() - before.compilerMillis();
    double seconds = (after.nanos() - before.nanos()) / NANOS_PER_SECOND;
    return new Figure(
        name, count, cpu / count, (cpu - compiler) / count, count / Math.max(seconds, 1e-9));
  }

  /** A line of the table. */
  String line(double floorMillis) {
    return String.format(
        Locale.ROOT,
        "%-44s %6d  %6.2f ms  %6.2f ms  %5.2f x  %6.0f/s",
        name,
        count,
        cpuMillis,
        withoutJitMillis,
        cpuMillis / floorMillis,
        perSecond);
  }
}
