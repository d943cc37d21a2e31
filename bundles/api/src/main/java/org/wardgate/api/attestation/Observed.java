package org.wardgate.api.attestation;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What evidence told besides its claims, signed by the attester.
 *
 * @param measurementsSha256 hexadecimal digest over all measured components: changes exactly when
 *     what runs changes; empty if nothing was measured
 * @param model as the references name it, {@code vendor/model}; empty if none was found
 * @param version of its firmware, for people; empty if not told
 * @param outdated whether newer reference values of its firmware are known
 * @param bootId changes with every boot, hexadecimal; empty if not told
 * @param bootCount of the attester
 * @param batteryPercent 0 to 100
 * @param uptimeSeconds since boot
 */
public record Observed(
    String measurementsSha256,
    String model,
    String version,
    boolean outdated,
    String bootId,
    OptionalLong bootCount,
    OptionalInt batteryPercent,
    OptionalLong uptimeSeconds) {
  /** It told nothing. */
  public static final Observed NOTHING =
      new Observed(
          "", "", "", false, "", OptionalLong.empty(), OptionalInt.empty(), OptionalLong.empty());
}
