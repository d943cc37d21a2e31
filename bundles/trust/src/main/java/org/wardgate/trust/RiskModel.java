package org.wardgate.trust;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.wardgate.api.inventory.Risk;
import org.wardgate.api.trust.TrustQuestion.Vulnerabilities;

/**
 * The level of trust that a risk requires, in the manner of IEC 62443-3-2: consequence times
 * likelihood, from a table. The likelihood is the exposure, raised by known vulnerabilities.
 */
public final class RiskModel {
  /** Base scores from here on are high (CVSS 3.1, qualitative severity rating scale). */
  public static final double CVSS_HIGH = 7.0;

  /** Base scores from here on are critical. */
  public static final double CVSS_CRITICAL = 9.0;

  /** From each score on, this level is required. */
  private static final NavigableMap<Integer, Double> LEVELS = new TreeMap<>();

  static {
    LEVELS.put(1, 0.50);
    LEVELS.put(3, 0.60);
    LEVELS.put(6, 0.70);
    LEVELS.put(10, 0.75);
    LEVELS.put(16, 0.78);
    LEVELS.put(20, 0.80);
  }

  private RiskModel() {}

  /** Required level of trust, 0 to 1. */
  public static double level(Risk risk, Vulnerabilities vulnerabilities) {
    int score = risk.criticality() * likelihood(risk, vulnerabilities);
    return LEVELS.floorEntry(score).getValue();
  }

  /** 1 (remote) to 5 (certain). */
  public static int likelihood(Risk risk, Vulnerabilities vulnerabilities) {
    return Math.min(Risk.MAX, risk.exposure() + steps(vulnerabilities));
  }

  /** Whether one of the worst kind is open: critical, and known to be exploited. */
  static boolean acute(Vulnerabilities vulnerabilities) {
    return vulnerabilities.known()
        && vulnerabilities.exploitedCount() > 0
        && cvss(vulnerabilities) >= CVSS_CRITICAL;
  }

  private static int steps(Vulnerabilities vulnerabilities) {
    if (!vulnerabilities.known()) {
      return 0;
    }
    double cvss = cvss(vulnerabilities);
    int severity = cvss >= CVSS_CRITICAL ? 2 : cvss >= CVSS_HIGH ? 1 : 0;
    return severity + (vulnerabilities.exploitedCount() > 0 ? 1 : 0);
  }

  private static double cvss(Vulnerabilities vulnerabilities) {
    return Numbers.upTo(VulnerabilityQuantifier.CVSS_MAX, vulnerabilities.cvssMax());
  }
}
