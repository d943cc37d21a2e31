package org.wardgate.integration.benchmarks.trust;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.wardgate.api.trust.Opinion;
import org.wardgate.trust.FusionOperator;

/**
 * CPU time to fuse eight opinions, with each operator, beside the bare arithmetic of the cumulative
 * formula on the same numbers in the same run.
 */
public final class FusionBenchmark {
  private static final int OPINIONS_COUNT = 8;
  private static final int SETS_COUNT = 1_024;
  private static final int WARM_UP_PASSES = 400;
  private static final int PASSES = 400;
  private static final int ROUNDS = 9;

  private FusionBenchmark() {}

  /** Measures and prints. */
  public static void main(String[] arguments) {
    List<List<Opinion>> sets = sets(new Random(1));
    Measured bare = new Measured("bare arithmetic", FusionBenchmark::bare);
    List<Measured> all = new ArrayList<>(List.of(bare));
    for (FusionOperator operator : FusionOperator.values()) {
      String name = operator.name().toLowerCase(Locale.ROOT);
      all.add(new Measured(name, set -> operator.fuse(set).belief()));
    }
    all.forEach(measured -> measured.pass(sets, WARM_UP_PASSES));
    for (int round = 0; round < ROUNDS; round++) {
      all.forEach(measured -> measured.nanos.add(measured.pass(sets, PASSES)));
    }
    System.out.println("fusion of " + OPINIONS_COUNT + " opinions, ns of CPU, median of " + ROUNDS);
    for (Measured measured : all) {
      System.out.printf(
          Locale.ROOT,
          "%s: %.0f ns, %.1f times the bare arithmetic%n",
          measured.name,
          measured.median(),
          measured.median() / bare.median());
    }
  }

  private static List<List<Opinion>> sets(Random random) {
    List<List<Opinion>> sets = new ArrayList<>();
    for (int i = 0; i < SETS_COUNT; i++) {
      List<Opinion> set = new ArrayList<>();
      for (int j = 0; j < OPINIONS_COUNT; j++) {
        double uncertainty = 0.05 + 0.9 * random.nextDouble();
        double belief = (1 - uncertainty) * random.nextDouble();
        set.add(new Opinion(belief, 1 - uncertainty - belief, uncertainty, 0.5));
      }
      sets.add(List.copyOf(set));
    }
    return sets;
  }

  /** Cumulative fusion without objects and checks. */
  private static double bare(List<Opinion> opinions) {
    double belief = 0;
    double confidence = 0;
    for (Opinion opinion : opinions) {
      belief += opinion.belief() / opinion.uncertainty();
      confidence += 1 / opinion.uncertainty() - 1;
    }
    return belief / (confidence + 1);
  }

  private static final class Measured {
    private final String name;
    private final ToDoubleFunction<List<Opinion>> work;
    private final List<Double> nanos = new ArrayList<>();
    private double sum;

    Measured(String name, ToDoubleFunction<List<Opinion>> work) {
      this.name = name;
      this.work = work;
    }

    /** Nanoseconds of CPU a fusion. */
    double pass(List<List<Opinion>> sets, int count) {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < count; i++) {
        for (List<Opinion> set : sets) {
          sum += work.applyAsDouble(set);
        }
      }
      if (Double.isNaN(sum)) {
        throw new IllegalStateException(name + " made no number");
      }
      return (threads.getCurrentThreadCpuTime() - start) / (double) count / sets.size();
    }

    double median() {
      return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow();
    }
  }
}
