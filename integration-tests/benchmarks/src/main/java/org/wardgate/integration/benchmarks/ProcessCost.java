package org.wardgate.integration.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process has used up to a moment, from {@code /proc}.
 *
 * @param nanos when, as {@link System#nanoTime()}
 * @param cpuMillis user and system time of all its threads, ended ones too
 * @param compilerMillis what of it the living just-in-time compiler threads used
 * @param collectorMillis what of it the living garbage collector threads used
 * @param rssKibibytes resident memory
 */
public record ProcessCost(
    long nanos, long cpuMillis, long compilerMillis, long collectorMillis, long rssKibibytes) {
  private static final long MILLIS_PER_TICK = 10; // USER_HZ is 100 on every Linux we run on

  /** What a process has used until now. */
  public static ProcessCost of(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    long compiler = 0;
    long collector = 0;
    List<Path> threads;
    try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
      threads = tasks.toList();
    }
    for (Path thread : threads) {
      String name = Files.readString(thread.resolve("comm"));
      if (name.matches("(?s)C[12] Compiler.*")) {
        compiler += cpuMillis(thread);
      } else if (name.matches("(?s)(GC Thread|VM Thread|G1 ).*")) {
        collector += cpuMillis(thread);
      }
    }
    return new ProcessCost(
        System.nanoTime(), cpuMillis(process), compiler, collector, rssKibibytes(process));
  }

  private static long cpuMillis(Path task) throws IOException {
    String stat = Files.readString(task.resolve("stat"));
    // proc(5): the name in parentheses is field 2 and may hold spaces; utime and stime are 14 and
    // 15
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_TICK;
  }

  private static long rssKibibytes(Path process) throws IOException {
    return Files.readAllLines(process.resolve("status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
