package org.wardgate.api;

/**
 * Something that happened. A stage submits it to the {@link EventSink}; only {@code decision} acts
 * on it. Each stage has a sealed family of events in its own package.
 */
public interface Event {
  /** The id of the intent this answers, or a fresh one if the world began it. */
  CorrelationId correlationId();
}
