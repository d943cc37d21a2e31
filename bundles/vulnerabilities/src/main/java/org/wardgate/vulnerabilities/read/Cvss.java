package org.wardgate.vulnerabilities.read;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Base scores of CVSS 3.0 and 3.1 vectors (CVSS 3.1 §7.1, Appendix A for rounding). Stateless. */
final class Cvss {
  private static final Map<String, Map<String, Double>> WEIGHTS =
      Map.of(
          "AV", Map.of("N", 0.85, "A", 0.62, "L", 0.55, "P", 0.2),
          "AC", Map.of("L", 0.77, "H", 0.44),
          "UI", Map.of("N", 0.85, "R", 0.62),
          "S", Map.of("U", 0.0, "C", 1.0),
          "C", Map.of("H", 0.56, "L", 0.22, "N", 0.0),
          "I", Map.of("H", 0.56, "L", 0.22, "N", 0.0),
          "A", Map.of("H", 0.56, "L", 0.22, "N", 0.0));
  private static final Map<String, Double> PRIVILEGES = Map.of("N", 0.85, "L", 0.62, "H", 0.27);
  private static final Map<String, Double> PRIVILEGES_CHANGED =
      Map.of("N", 0.85, "L", 0.68, "H", 0.5);

  private Cvss() {}

  /** The base score; empty if the text is no complete vector of version 3. */
  static OptionalDouble score(String vector) {
    if (!vector.startsWith("CVSS:3.0/") && !vector.startsWith("CVSS:3.1/")) {
      return OptionalDouble.empty();
    }
    Map<String, String> metrics = new HashMap<>();
    String[] parts = vector.split("/", -1);
    for (int i = 1; i < parts.length; i++) {
      int colon = parts[i].indexOf(':');
      if (colon < 0
          || metrics.put(parts[i].substring(0, colon), parts[i].substring(colon + 1)) != null) {
        return OptionalDouble.empty();
      }
    }
    Map<String, Double> values = new HashMap<>();
    for (Map.Entry<String, Map<String, Double>> metric : WEIGHTS.entrySet()) {
      Double value = metric.getValue().get(metrics.getOrDefault(metric.getKey(), ""));
      if (value == null) {
        return OptionalDouble.empty();
      }
      values.put(metric.getKey(), value);
    }
    boolean changed = "C".equals(metrics.get("S"));
    Double privileges =
        (changed ? PRIVILEGES_CHANGED : PRIVILEGES).get(metrics.getOrDefault("PR", ""));
    return privileges == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(base(values, privileges, changed));
  }

  private static double base(Map<String, Double> v, double privileges, boolean changed) {
    double iss = 1 - (1 - of(v, "C")) * (1 - of(v, "I")) * (1 - of(v, "A"));
    double impact = changed ? 7.52 * (iss - 0.029) - 3.25 * Math.pow(iss - 0.02, 15) : 6.42 * iss;
    double exploitability = 8.22 * of(v, "AV") * of(v, "AC") * privileges * of(v, "UI");
    if (impact <= 0) {
      return 0;
    }
    return roundUp(Math.min(10, (changed ? 1.08 : 1) * (impact + exploitability)));
  }

  private static double of(Map<String, Double> values, String metric) {
    return values.getOrDefault(metric, 0.0);
  }

  private static double roundUp(double value) {
    long scaled = Math.round(value * 100_000);
    return scaled % 10_000 == 0 ? scaled / 100_000.0 : (Math.floorDiv(scaled, 10_000) + 1) / 10.0;
  }
}
