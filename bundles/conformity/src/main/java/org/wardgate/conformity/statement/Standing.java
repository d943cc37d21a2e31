package org.wardgate.conformity.statement;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.view.DeviceState;
import org.wardgate.api.view.Measure;
import org.wardgate.api.view.TrustView;

/**
 * How a device stands.
 *
 * @param decision in one word
 * @param state where it stands in the ward
 * @param measures what is decided about it
 * @param functions by name: whether it may use them now
 * @param exemption what a person allowed it for a time; neither who nor why
 * @param actual its trust
 * @param required what P(actual) had to exceed
 * @param evidence its newest, absent if there is none
 */
public record Standing(
    Decision decision,
    DeviceState state,
    Set<Measure> measures,
    Map<String, Boolean> functions,
    Optional<TrustView.Exemption.Kind> exemption,
    Opinion actual,
    double required,
    Optional<Evidence> evidence) {
  /** A change of P(actual) below this is no change of what a certificate says. */
  public static final double ACTUAL_TOLERANCE = 0.05;

  /** Copies the collections. */
  public Standing {
    measures = Set.copyOf(measures);
    functions = Map.copyOf(functions);
  }

  /**
   * Whether a certificate of this standing is still right when the device stands as the other says.
   * Newer evidence that says the same changes nothing.
   */
  public boolean holdsFor(Standing now) {
    return decision == now.decision
        && state == now.state
        && measures.equals(now.measures)
        && functions.equals(now.functions)
        && exemption.equals(now.exemption)
        && required == now.required
        && Math.abs(actual.projectedProbability() - now.actual.projectedProbability())
            <= ACTUAL_TOLERANCE
        && evidence.isPresent() == now.evidence.isPresent()
        && evidence.flatMap(one -> now.evidence.map(one::saysAs)).orElse(true);
  }
}
