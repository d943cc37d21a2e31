package org.wardgate.api;

import java.util.concurrent.CompletionStage;

/**
 * Where stages hand in events; implemented by {@code decision}. Thread-safe. Never blocks the
 * caller.
 */
public interface EventSink {
  /**
   * Queues an event.
   *
   * @return completes when the consequences of the event are durable in the journal; completes with
   *     {@link org.wardgate.api.error.RefusedException} when the queue is full, the journal cannot
   *     be written, or an inventory is held
   */
  CompletionStage<Void> submit(Event event);
}
