package org.wardgate.api.platform;

import java.util.concurrent.CompletionStage;
import org.wardgate.api.Bytes;

/**
 * Takes what the cloud sends to this gateway. A whiteboard: whoever wants messages registers a
 * service with the property {@link #TOPIC}; the platform's cloud link calls it, on any thread, and
 * sends back what it answers. A broker's word proves nothing: what acts on a message checks its
 * signature.
 */
public interface CloudMessageHandler {
  /** Service property: the topic below this gateway's prefix, 1 to 64 of {@code [a-z0-9-]}. */
  String TOPIC = "wardgate.topic";

  /** Largest message, in bytes; longer ones are not delivered. */
  int MESSAGE_MAX_BYTES = 131_072;

  /**
   * Takes a message. Must not block.
   *
   * @return completes with the answer, published to the topic with {@code -answers} behind it
   */
  CompletionStage<Bytes> onMessage(Bytes message);
}
