package org.wardgate.api.transport;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.wardgate.api.Bytes;

/**
 * A way to ask an address something over plain CoAP, from the open endpoint. Only for exchanges
 * that protect themselves. Thread-safe.
 */
public interface OpenChannel {
  /**
   * Sends a confirmable POST and waits for the answer.
   *
   * @param peer where to
   * @param path the segments of the Uri-Path
   * @param contentFormat of the payload
   * @param payload at most 4,096 bytes
   * @param retransmissionsMax how often it is repeated if nothing is heard (RFC 7252 §4.2), 1 to 4;
   *     small for an address that nobody was heard from yet
   * @param answerMaxBytes a longer answer is dropped and fails the stage
   * @param deadline when waiting ends
   * @return the answer, or completes with {@link org.wardgate.api.error.RefusedException}: the
   *     endpoint is closed, no answer in time, or answer too large
   */
  CompletionStage<OpenAnswer> post(
      InetSocketAddress peer,
      List<String> path,
      int contentFormat,
      Bytes payload,
      int retransmissionsMax,
      int answerMaxBytes,
      Instant deadline);
}
