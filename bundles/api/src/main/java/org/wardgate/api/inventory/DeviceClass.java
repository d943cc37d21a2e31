package org.wardgate.api.inventory;

import java.util.Set;

/**
 * What the hospital requires of a class of devices.
 *
 * @param name for example {@code infusion-pump}
 * @param requiredTrust projected probability an actual opinion must exceed at least, 0 to 1
 * @param uncertaintyMax an opinion with more uncertainty is undecidable, 0 to 1
 * @param challengePeriodSeconds time between attestation challenges, 1 to 3,600
 * @param missedPeriodsMax after so many unanswered challenges in a row the device is stale, 1 to
 *     100
 * @param joinMethods how its devices may prove who they are
 * @param serverKeysAllowed whether the gateway may make a key for its devices (RFC 9148 §5.8);
 *     private keys should not leave devices
 * @param assurance how its devices are to be assured
 */
public record DeviceClass(
    String name,
    double requiredTrust,
    double uncertaintyMax,
    int challengePeriodSeconds,
    int missedPeriodsMax,
    Set<JoinMethod> joinMethods,
    boolean serverKeysAllowed,
    Assurance assurance) {
  /** Copies the set. */
  public DeviceClass {
    joinMethods = Set.copyOf(joinMethods);
  }

  /** With nothing said about assurance. */
  public DeviceClass(
      String name,
      double requiredTrust,
      double uncertaintyMax,
      int challengePeriodSeconds,
      int missedPeriodsMax,
      Set<JoinMethod> joinMethods,
      boolean serverKeysAllowed) {
    this(
        name,
        requiredTrust,
        uncertaintyMax,
        challengePeriodSeconds,
        missedPeriodsMax,
        joinMethods,
        serverKeysAllowed,
        Assurance.DEFAULT);
  }

  /** Whose devices join with certificates and make their own keys. */
  public DeviceClass(
      String name,
      double requiredTrust,
      double uncertaintyMax,
      int challengePeriodSeconds,
      int missedPeriodsMax) {
    this(
        name,
        requiredTrust,
        uncertaintyMax,
        challengePeriodSeconds,
        missedPeriodsMax,
        Set.of(JoinMethod.CERTIFICATE),
        false);
  }
}
