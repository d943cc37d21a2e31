package org.wardgate.api.platform;

import java.util.concurrent.CompletionStage;
import org.wardgate.api.Bytes;

/** The platform's way to the cloud: at least once, acknowledged. Thread-safe. */
public interface CloudLink {
  /** Largest message, in bytes. */
  int MESSAGE_MAX_BYTES = 131_072;

  /** Whether a message would be sent now. */
  boolean connected();

  /**
   * Sends one message.
   *
   * @param topic below this gateway's own prefix, for example {@code journal}
   * @param message at most {@link #MESSAGE_MAX_BYTES}
   * @return completes when the cloud's broker has acknowledged it (MQTT 3.1.1 PUBACK); completes
   *     exceptionally when it will not be: the caller sends again
   */
  CompletionStage<Void> publish(String topic, Bytes message);
}
