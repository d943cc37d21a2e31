package org.wardgate.api.transport;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;

/** A way to ask a device something over the session it opened. Thread-safe. */
public interface DeviceChannel {
  /** Largest payload of a request in bytes; what does not fit one message goes in blocks. */
  int PAYLOAD_MAX_BYTES = 16_384;

  /** What {@link #probe} asks for: every CoAP server has it (RFC 6690 §4). */
  String PROBE_PATH = ".well-known/core";

  /** Bytes of an answer to {@link #probe} that are read at most. */
  int PROBE_ANSWER_MAX_BYTES = 4_096;

  /** The session's far end. */
  Peer peer();

  /**
   * Sends a POST and waits for the answer.
   *
   * @param path without leading slash
   * @param contentFormat of the payload, and
   * @param accept the format wanted
   * @param payload at most {@value #PAYLOAD_MAX_BYTES} bytes; more than fits one message is sent
   *     block-wise (RFC 7959 §2.5)
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
   * Asks whether somebody is still there. Any answer says yes, one that is too long and one that
   * refuses included; a transport that authenticates them counts acknowledgement and reset too.
   *
   * @param deadline when waiting ends
   * @return false if nothing came in time or the session is gone; does not fail
   */
  default CompletionStage<Boolean> probe(Instant deadline) {
    return get(PROBE_PATH, ContentFormat.LINK_FORMAT, PROBE_ANSWER_MAX_BYTES, deadline)
        .handle((response, error) -> error == null || TransportErrors.answered(error));
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
