package org.wardgate.decision.state;

import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.error.Problem;
import org.wardgate.api.view.DeviceState;

/**
 * Where a device stands and why.
 *
 * @param state the state
 * @param since when it came into it
 * @param reason one line for people
 * @param problem what is wrong, absent if nothing is
 */
public record Standing(DeviceState state, Instant since, String reason, Optional<Problem> problem) {

  /** A standing without a problem. */
  public static Standing good(DeviceState state, Instant since, String reason) {
    return new Standing(state, since, reason, Optional.empty());
  }

  /** A standing because of a problem. */
  public static Standing bad(DeviceState state, Instant since, Problem problem) {
    return new Standing(state, since, problem.line(), Optional.of(problem));
  }

  /**
   * The same state, with something to say about it. What a device was cut for stays its problem: it
   * decides what brings it back.
   */
  public Standing because(Problem newProblem) {
    boolean cut = state == DeviceState.QUARANTINED || state == DeviceState.RESTRICTED;
    return cut && problem.isPresent()
        ? new Standing(
            state, since, newProblem.line() + "; " + problem.orElseThrow().line(), problem)
        : instead(newProblem);
  }

  /** Whether it says a problem already. */
  public boolean says(Problem said) {
    return reason.startsWith(said.line());
  }

  /** The same state for another reason. */
  public Standing instead(Problem newProblem) {
    return new Standing(state, since, newProblem.line(), Optional.of(newProblem));
  }
}
