package org.wardgate.api.transport;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;

/**
 * Opens OSCORE sessions (RFC 8613) at the open endpoint for who derived a key with a device.
 * Contexts live in memory alone. Thread-safe.
 */
public interface OscoreSessions {
  /**
   * Gives out a recipient id that no other context here has, until it is released or opened.
   *
   * @throws RefusedException if there are too many sessions, or the endpoint is closed
   */
  Bytes reserve() throws RefusedException;

  /** Takes back an id of {@link #reserve} that is not used any more. Idempotent. */
  void release(Bytes recipientId);

  /**
   * Installs a context and sends a first protected POST over it. Only a protected 2.xx answer
   * proves that the peer has the key: then the session stands, every resource serves it, and
   * listeners are told. Otherwise the context is deleted.
   *
   * @param parameters the context
   * @param path segments of the Uri-Path
   * @param contentFormat of the payload
   * @param payload at most 1,024 bytes
   * @param deadline when waiting for the answer ends
   * @return the session's far end, or completes with {@link RefusedException}
   */
  CompletionStage<Peer> open(
      OscoreParameters parameters,
      List<String> path,
      int contentFormat,
      Bytes payload,
      Instant deadline);
}
