package org.wardgate.platform.felix.mqtt;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.platform.CloudMessageHandler;

/**
 * Hands what the broker delivers to whoever takes it, and what they answer to whoever publishes it.
 * Thread-safe; never blocks.
 */
final class Inbound {
  /** Most topics. */
  static final int TOPICS_MAX_COUNT = 16;

  /** Most messages that are not answered yet; more are dropped. */
  static final int WAITING_MAX_COUNT = 32;

  private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);
  private static final Pattern TOPIC = Pattern.compile("[a-z0-9-]{1,64}");
  private static final String ANSWERS = "-answers";

  private final Map<String, CloudMessageHandler> handlers = new ConcurrentHashMap<>();
  private final AtomicInteger waitingCount = new AtomicInteger();
  private final BiConsumer<String, Bytes> answers;

  /**
   * @param answers publishes an answer below the gateway's prefix
   */
  Inbound(BiConsumer<String, Bytes> answers) {
    this.answers = answers;
  }

  /**
   * Somebody takes messages.
   *
   * @return whether their topic is one
   */
  boolean add(CloudMessageHandler handler, @Nullable Object topic) {
    if (topic instanceof String name
        && TOPIC.matcher(name).matches()
        && handlers.size() < TOPICS_MAX_COUNT) {
      handlers.put(name, handler);
      return true;
    }
    LOG.warn("{} offers to take messages of no topic that there can be", handler.getClass());
    return false;
  }

  void remove(CloudMessageHandler handler) {
    handlers.values().removeIf(known -> known == handler);
  }

  /** What is to be subscribed to, below the gateway's prefix. */
  List<String> topics() {
    return handlers.keySet().stream().sorted().toList();
  }

  /** A message came. */
  void arrived(String topic, byte[] message) {
    CloudMessageHandler handler = handlers.get(topic);
    if (handler == null || message.length > CloudMessageHandler.MESSAGE_MAX_BYTES) {
      LOG.warn("A message of {} bytes is not delivered", message.length);
      return;
    }
    if (waitingCount.incrementAndGet() > WAITING_MAX_COUNT) {
      waitingCount.decrementAndGet();
      LOG.warn("A message is dropped: {} are not answered yet", WAITING_MAX_COUNT);
      return;
    }
    try {
      handler
          .onMessage(Bytes.of(message))
          .whenComplete((answer, failure) -> answered(topic, answer, failure));
    } catch (RuntimeException e) {
      answered(topic, null, e);
    }
  }

  private void answered(String topic, @Nullable Bytes answer, @Nullable Throwable failure) {
    waitingCount.decrementAndGet();
    if (answer != null && failure == null) {
      answers.accept(topic + ANSWERS, answer);
    } else {
      LOG.warn("A message was not answered", failure);
    }
  }
}
