package org.wardgate.api;

import java.time.Instant;

/**
 * Something {@code decision} wants done in the world. The stage that owns it carries it out through
 * the port in its own package, and answers with an event of the same correlation id.
 */
public interface Intent {
  /** The id that the answering event repeats. */
  CorrelationId correlationId();

  /** After this instant the result is of no use: the executor stops waiting and says so. */
  Instant deadline();
}
