package org.wardgate.api.inventory;

import java.util.List;
import java.util.Optional;

/**
 * How the hospital wants a class of devices assured.
 *
 * @param attests whether its devices can attest at all; most of those built so far cannot
 * @param protectionProfile id of the appraisal policy that applies; empty means the built-in one
 * @param risk from the hospital's risk assessment; absent means that the class's required trust
 *     stands alone
 * @param trustMax for devices that cannot attest: no more is believed of them, 0 to 1
 * @param challengePeriodMinSeconds the adaptive interval is never shorter, 1 to 3,600
 * @param challengePeriodMaxSeconds nor ever longer, 1 to 3,600
 * @param conformitySeconds validity of its conformity certificates, 60 to 300
 * @param functions with a level of trust of their own, at most {@value #FUNCTIONS_MAX_COUNT}
 */
public record Assurance(
    boolean attests,
    String protectionProfile,
    Optional<Risk> risk,
    double trustMax,
    int challengePeriodMinSeconds,
    int challengePeriodMaxSeconds,
    int conformitySeconds,
    List<DeviceFunction> functions) {
  /** Most functions of a class. */
  public static final int FUNCTIONS_MAX_COUNT = 32;

  /** Of devices that attest, with nothing else said. */
  public static final Assurance DEFAULT =
      new Assurance(true, "", Optional.empty(), 1, 5, 3_600, 300, List.of());

  /** Copies the list. */
  public Assurance {
    functions = List.copyOf(functions);
  }
}
