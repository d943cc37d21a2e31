package org.wardgate.api.trust;

import java.util.Map;

/**
 * The answer, with the contribution of each source.
 *
 * @param outcome whether the device is trusted enough
 * @param actual the fused opinion
 * @param required what it had to exceed
 * @param contributions opinion by source name
 */
public record TrustVerdict(
    Outcome outcome, Opinion actual, double required, Map<String, Opinion> contributions) {
  /** Copies the map. */
  public TrustVerdict {
    contributions = Map.copyOf(contributions);
  }

  /** The three answers. */
  public enum Outcome {
    /** Above the required level. */
    TRUSTED,
    /** Not above it. */
    NOT_TRUSTED,
    /** Too uncertain to say. */
    UNDECIDABLE
  }
}
