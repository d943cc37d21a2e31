package org.wardgate.api.trust;

import java.util.Map;
import org.wardgate.api.inventory.TrustAction;

/**
 * The answer, with the contribution of each source.
 *
 * @param outcome whether the device is trusted enough to be admitted
 * @param actual the fused opinion
 * @param required what it had to exceed
 * @param contributions opinion by source name
 * @param conflict how far the sources contradict each other, 0 to 1
 * @param veto the source that decided alone; empty if none did
 * @param actions what it is trusted enough for
 */
public record TrustVerdict(
    Outcome outcome,
    Opinion actual,
    double required,
    Map<String, Opinion> contributions,
    double conflict,
    String veto,
    Map<TrustAction, ForAction> actions) {
  /** Copies the maps. */
  public TrustVerdict {
    contributions = Map.copyOf(contributions);
    actions = Map.copyOf(actions);
  }

  /** Without conflict, veto and actions. */
  public TrustVerdict(
      Outcome outcome, Opinion actual, double required, Map<String, Opinion> contributions) {
    this(outcome, actual, required, contributions, 0, "", Map.of());
  }

  /**
   * Whether it is trusted enough for one action.
   *
   * @param outcome the answer
   * @param required what it had to exceed
   */
  public record ForAction(Outcome outcome, double required) {}

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
