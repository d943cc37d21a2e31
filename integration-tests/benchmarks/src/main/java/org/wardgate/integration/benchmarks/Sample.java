package org.wardgate.integration.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/** Measured values of one thing, in the order they were taken. Immutable. */
public final class Sample {
  private final double[] values;
  private final double[] sorted;

  private Sample(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    this.values = values;
    this.sorted = values.clone();
    Arrays.sort(sorted);
  }

  public static Sample of(List<Double> values) {
    return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  public double median() {
    return at(0.5);
  }

  /**
   * A quantile.
   *
   * @param share 0 to 1
   */
  public double at(double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  /** Value by value, for two things that were measured side by side. */
  public Sample over(Sample baseline) {
    return combine(baseline, (mine, base) -> mine / base);
  }

  private Sample combine(Sample other, DoubleBinaryOperator operator) {
    int count = Math.min(values.length, other.values.length);
    return new Sample(
        IntStream.range(0, count)
            .mapToDouble(i -> operator.applyAsDouble(values[i], other.values[i]))
            .toArray());
  }

  /** Median and quartiles. */
  public String words(String format) {
    return String.format(
        Locale.ROOT, format + " (" + format + " to " + format + ")", median(), at(0.25), at(0.75));
  }
}
