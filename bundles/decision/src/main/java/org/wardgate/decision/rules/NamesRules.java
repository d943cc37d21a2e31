package org.wardgate.decision.rules;

import java.util.Optional;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.names.NamesEvent.NameResolved;
import org.wardgate.api.names.NamesIntent;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.Outcome;

/**
 * What follows from the resolver's events: addresses come into force before the answer goes out.
 */
final class NamesRules {
  private NamesRules() {}

  static void resolved(Draft draft, NameResolved event) {
    if (!draft.state().mentions(event.name()) || event.ttlSecondsByAddress().isEmpty()) {
      draft.tell(
          new NamesIntent.ReleaseAnswer(
              event.correlationId(), draft.deadline(DecisionLimits.NAME_TIME_MAX)));
      return;
    }
    CorrelationId id = new CorrelationId("n:" + event.correlationId().value());
    OpenWork work =
        new OpenWork(
            OpenWork.Kind.NAME,
            Optional.empty(),
            draft.deadline(DecisionLimits.NAME_TIME_MAX),
            Optional.empty());
    draft.also(new Outcome.WorkIs(id, Optional.of(work)));
    draft.tell(
        new EnforcementIntent.InsertAddresses(
            id,
            draft.deadline(DecisionLimits.NAME_TIME_MAX),
            event.name(),
            event.ttlSecondsByAddress()));
  }
}
