package org.wardgate.api.transport;

import java.util.concurrent.CompletionStage;

/**
 * Says whether the requests of a session may be served yet. Registered as an OSGi service by
 * whoever tells devices from their copies; every transport asks it after its listeners were told of
 * the session and before a handler gets the session's first request. Without this service nothing
 * is served. Thread-safe, must not block.
 */
public interface SessionGate {
  /**
   * Asks about a session that is established.
   *
   * @param peer the session's far end; the session's name counts, not its present address
   * @return true for the rest of the session; false if it has ended or is about to. Complete at
   *     once unless the device has another session elsewhere that is being asked; then complete
   *     when that is decided
   */
  CompletionStage<Boolean> serves(Peer peer);
}
