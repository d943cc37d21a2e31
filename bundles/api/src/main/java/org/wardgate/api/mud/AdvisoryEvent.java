package org.wardgate.api.mud;

import org.wardgate.api.CorrelationId;
import org.wardgate.api.Event;

/** What is reported about advisories. */
public sealed interface AdvisoryEvent extends Event {
  /**
   * An advisory was verified: a new one, a newer version, or a withdrawal.
   *
   * @param correlationId fresh
   * @param advisory verified
   */
  record AdvisoryVerified(CorrelationId correlationId, Advisory advisory)
      implements AdvisoryEvent {}
}
