package org.wardgate.decision.rules;

import java.util.Map;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.error.Problem;

/** Events of the decision core itself. */
public sealed interface CoreEvent extends Event {
  /**
   * Time passed.
   *
   * @param correlationId fresh
   */
  record Tick(CorrelationId correlationId) implements CoreEvent {}

  /**
   * An enforcer is there, new or replaced: it must be told everything.
   *
   * @param correlationId fresh
   */
  record EnforcerArrived(CorrelationId correlationId) implements CoreEvent {}

  /**
   * No stage carried out an intent in time.
   *
   * @param correlationId of the intent
   * @param problem why
   */
  record IntentFailed(CorrelationId correlationId, Problem problem) implements CoreEvent {}

  /**
   * The journal's records of retired devices are erased.
   *
   * @param correlationId of the intent
   * @param recordsCount how many there were, by device
   */
  record RecordsErased(CorrelationId correlationId, Map<DeviceId, Integer> recordsCount)
      implements CoreEvent {
    /** Copies the map. */
    public RecordsErased {
      recordsCount = Map.copyOf(recordsCount);
    }
  }
}
