package org.wardgate.api.names;

import java.time.Instant;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.Intent;

/** What the resolver is asked to do. */
public sealed interface NamesIntent extends Intent {
  /**
   * The addresses are in force, or no policy mentions the name: answer the device.
   *
   * @param correlationId of the {@link NamesEvent.NameResolved}
   * @param deadline of the device's patience
   */
  record ReleaseAnswer(CorrelationId correlationId, Instant deadline) implements NamesIntent {}

  /**
   * The addresses could not be put in force: answer the device with a failure (SERVFAIL).
   *
   * @param correlationId of the {@link NamesEvent.NameResolved}
   * @param deadline of the device's patience
   */
  record WithholdAnswer(CorrelationId correlationId, Instant deadline) implements NamesIntent {}
}
