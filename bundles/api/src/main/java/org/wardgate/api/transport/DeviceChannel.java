package org.wardgate.api.transport;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;

/** A way to ask a device something over the session it opened. Thread-safe. */
public interface DeviceChannel {
  /** The session's far end. */
  Peer peer();

  /**
   * Sends a POST and waits for the answer.
   *
   * @param path without leading slash
   * @param contentFormat of the payload, and
   * @param accept the format wanted
   * @param payload at most 1,024 bytes
   * @param responseMaxBytes a longer answer is dropped and fails the stage
   * @param deadline when waiting ends
   * @return the answer, or completes with {@link org.wardgate.api.error.RefusedException}: no
   *     session, no answer in time, or answer too large
   */
  CompletionStage<Response> post(
      String path,
      int contentFormat,
      int accept,
      Bytes payload,
      int responseMaxBytes,
      Instant deadline);

  /**
   * Sends a GET and waits for the answer. Unless a transport says otherwise, it cannot.
   *
   * @param path without leading slash
   * @param accept the format wanted
   * @param responseMaxBytes a longer answer is dropped and fails the stage
   * @param deadline when waiting ends
   * @return as for {@link #post}
   */
  default CompletionStage<Response> get(
      String path, int accept, int responseMaxBytes, Instant deadline) {
    return CompletableFuture.failedFuture(
        new RefusedException(TransportErrors.NO_ANSWER, "this transport does not send GET"));
  }

  /**
   * Closes the session this channel is over and no other one of the device. Idempotent.
   *
   * @return false if the transport cannot close one alone; then nothing happened
   */
  default boolean close() {
    return false;
  }
}
