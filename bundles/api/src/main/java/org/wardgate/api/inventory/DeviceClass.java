package org.wardgate.api.inventory;

/**
 * What the hospital requires of a class of devices.
 *
 * @param name for example {@code infusion-pump}
 * @param requiredTrust projected probability an actual opinion must exceed, 0 to 1
 * @param uncertaintyMax an opinion with more uncertainty is undecidable, 0 to 1
 * @param challengePeriodSeconds time between attestation challenges, 1 to 3,600
 * @param missedPeriodsMax after so many unanswered challenges in a row the device is stale, 1 to
 *     100
 */
public record DeviceClass(
    String name,
    double requiredTrust,
    double uncertaintyMax,
    int challengePeriodSeconds,
    int missedPeriodsMax) {}
