package org.wardgate.platform.kura.command;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.CloudMessageHandler;
import org.wardgate.api.platform.PlatformErrors;

/**
 * Who takes which messages. Of two for the same topic the earlier one has it until it goes.
 * Thread-safe.
 */
final class Handlers {
  /** Most messages that are taken at a time; the sender of one more is told to try again. */
  static final int BUSY_MAX_COUNT = 16;

  private static final Logger LOG = LoggerFactory.getLogger(Handlers.class);

  private final Map<CloudMessageHandler, String> handlers = new ConcurrentHashMap<>();
  private final AtomicInteger busyCount = new AtomicInteger();

  void appeared(CloudMessageHandler handler, Map<String, ?> properties) {
    if (properties.get(CloudMessageHandler.TOPIC) instanceof String topic
        && CommandsSettings.TOPIC_FORM.matcher(topic).matches()) {
      if (handlers.containsValue(topic)) {
        LOG.warn("more than one bundle takes messages of the topic {}", topic);
      }
      handlers.put(handler, topic);
    } else {
      LOG.warn("a message handler has no topic: {}", handler.getClass().getName());
    }
  }

  void vanished(CloudMessageHandler handler) {
    handlers.remove(handler);
  }

  boolean knows(String topic) {
    return handlers.containsValue(topic);
  }

  /**
   * Hands a message over.
   *
   * @return completes with the answer; exceptionally if the message is too large, nobody takes it,
   *     there are too many, or it failed
   */
  CompletionStage<Bytes> deliver(String topic, byte[] message) {
    if (message.length > CloudMessageHandler.MESSAGE_MAX_BYTES) {
      return dropped(message.length + " bytes");
    }
    Optional<CloudMessageHandler> handler =
        handlers.entrySet().stream()
            .filter(entry -> entry.getValue().equals(topic))
            .map(Map.Entry::getKey)
            .findFirst();
    if (handler.isEmpty()) {
      return dropped("nobody takes messages of the topic " + topic);
    }
    if (busyCount.incrementAndGet() > BUSY_MAX_COUNT) {
      busyCount.decrementAndGet();
      return dropped(BUSY_MAX_COUNT + " messages are not answered yet");
    }
    return call(handler.get(), message)
        .whenComplete((answer, failure) -> busyCount.decrementAndGet());
  }

  private static CompletionStage<Bytes> call(CloudMessageHandler handler, byte[] message) {
    try {
      return Objects.requireNonNull(handler.onMessage(Bytes.of(message)), "no answer");
    } catch (RuntimeException e) {
      // one stage's defect must not reach Kura's thread
      LOG.error("a message handler failed", e);
      return dropped("it failed inside");
    }
  }

  private static CompletionStage<Bytes> dropped(String detail) {
    return CompletableFuture.failedFuture(
        new RefusedException(PlatformErrors.MESSAGE_DROPPED, detail));
  }
}
