package org.wardgate.decision.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Intent;
import org.wardgate.api.error.Problem;

/**
 * What follows from one event.
 *
 * @param at the event's time
 * @param kind of the journal record, for example {@code device.admitted}
 * @param subject the device it is about, absent if none
 * @param line for people
 * @param outcomes changes of the state, in order
 * @param intents what to do in the world once the outcomes are durable, in order
 * @param refusal why a command was refused; absent otherwise
 */
public record Step(
    Instant at,
    String kind,
    Optional<DeviceId> subject,
    String line,
    List<Outcome> outcomes,
    List<Intent> intents,
    Optional<Problem> refusal) {
  /** Copies the lists. */
  public Step {
    outcomes = List.copyOf(outcomes);
    intents = List.copyOf(intents);
  }

  /** Whether the journal must have it. */
  public boolean durable() {
    return outcomes.stream().anyMatch(Outcome::durable);
  }
}
