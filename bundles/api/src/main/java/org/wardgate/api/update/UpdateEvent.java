package org.wardgate.api.update;

import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.Event;
import org.wardgate.api.error.Problem;

/** What is reported about updates of the gateway. */
public sealed interface UpdateEvent extends Event {
  /**
   * An update came to a state. Reported at least once; the same id, number and state is the same
   * step. While an update changes the bundles that would record it, its steps wait on disk.
   *
   * @param correlationId fresh
   * @param id of the update
   * @param number of the step within the update, from 1
   * @param version of the set it brings; empty if unknown
   * @param from version of the set that ran before; empty if unknown
   * @param state reached
   * @param operator who handed in, approved or dismissed; empty if nobody did anything
   * @param detail one line for people, at most 200 characters
   * @param problem why it was refused or put back
   * @param at when
   */
  record StepTaken(
      CorrelationId correlationId,
      String id,
      int number,
      String version,
      String from,
      UpdateState state,
      String operator,
      String detail,
      Optional<Problem> problem,
      Instant at)
      implements UpdateEvent {}
}
