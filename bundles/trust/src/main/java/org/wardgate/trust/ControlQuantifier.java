package org.wardgate.trust;

import java.util.Map;
import java.util.Set;
import org.wardgate.api.trust.Opinion;

/**
 * Attested security controls to an opinion, as the trust assessment framework of Ulm quantifies
 * them: from a starting opinion, each control moves its share of the uncertainty to belief if it
 * holds and to disbelief if it fails; a failed critical control leaves nothing to believe.
 */
public final class ControlQuantifier {
  /** What is believed of a device of known make before it attested anything. */
  public static final Opinion START = new Opinion(0.2, 0.1, 0.7, 0.5);

  /** Each control's share of the starting uncertainty. The rest stays uncertain. */
  public static final Map<String, Double> WEIGHTS =
      Map.of(
          "secure-boot", 0.2,
          "access-control", 0.2,
          "control-flow-integrity", 0.1,
          "secure-ota", 0.1,
          "isolation", 0.1,
          "config-integrity", 0.1);

  /** Controls that everything else rests on. */
  public static final Set<String> CRITICAL = Set.of("secure-boot", "control-flow-integrity");

  private ControlQuantifier() {}

  /**
   * The opinion that the controls justify.
   *
   * @param controls true holds, false fails, absent not attested; names outside {@link #WEIGHTS}
   *     carry no weight
   */
  public static Opinion quantify(Map<String, Boolean> controls) {
    return quantify(controls, 1, true);
  }

  /**
   * The same with evidence that has aged.
   *
   * @param left of what speaks for the device, 0 to 1; what speaks against it does not age
   * @param counting whether controls that fail count; otherwise they count as not attested
   */
  static Opinion quantify(Map<String, Boolean> controls, double left, boolean counting) {
    if (counting && criticalFails(controls)) {
      return Opinions.VETO;
    }
    double holds = 0;
    double fails = 0;
    for (Map.Entry<String, Double> weight : WEIGHTS.entrySet()) {
      Boolean state = controls.get(weight.getKey());
      if (state != null) {
        holds += state ? left * weight.getValue() : 0;
        fails += state || !counting ? 0 : weight.getValue();
      }
    }
    double u = START.uncertainty();
    return Opinions.normalised(
        START.belief() + holds * u,
        START.disbelief() + fails * u,
        u * (1 - holds - fails),
        START.baseRate());
  }

  /** Whether a control fails that everything else rests on. */
  static boolean criticalFails(Map<String, Boolean> controls) {
    for (String control : CRITICAL) {
      if (Boolean.FALSE.equals(controls.get(control))) {
        return true;
      }
    }
    return false;
  }
}
