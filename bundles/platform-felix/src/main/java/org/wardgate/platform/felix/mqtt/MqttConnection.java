package org.wardgate.platform.felix.mqtt;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.PlatformErrors;

/**
 * One connection to the broker, from the attempt to its end; it is never revived. When it ends,
 * every message without acknowledgement fails, so that the sender, who kept them, sends them again.
 * Thread-safe; nothing here waits for the network.
 */
final class MqttConnection {
  /** Most messages without acknowledgement. */
  static final int IN_FLIGHT_MAX_COUNT = 64;

  private static final Logger LOG = LoggerFactory.getLogger(MqttConnection.class);
  private static final int QUALITY_OF_SERVICE = 1;

  private final MqttAsyncClient client;
  private final Consumer<String> whenEnded;
  private final BiConsumer<String, byte[]> arrivals;
  private final Map<Long, CompletableFuture<Void>> outstanding = new ConcurrentHashMap<>();
  private final AtomicLong lastNumber = new AtomicLong();
  private final AtomicInteger inFlightCount = new AtomicInteger();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean accepted;

  /**
   * Prepares a connection; {@link #open} starts it.
   *
   * @param arrivals hears of each message, by its whole topic: it must not wait
   * @param whenEnded called once, with the reason, on a thread of the client's: it must not wait
   */
  MqttConnection(
      String brokerUri,
      String clientId,
      BiConsumer<String, byte[]> arrivals,
      Consumer<String> whenEnded)
      throws MqttException {
    this.client = new MqttAsyncClient(brokerUri, clientId, new MemoryPersistence());
    this.arrivals = arrivals;
    this.whenEnded = whenEnded;
    client.setCallback(new Loss());
  }

  /** Starts to connect. */
  void open(MqttConnectOptions options, Runnable whenAccepted) {
    options.setMaxInflight(2 * IN_FLIGHT_MAX_COUNT); // our own limit comes first
    try {
      client.connect(
          options,
          null,
          new Outcome(
              () -> {
                accepted = true;
                whenAccepted.run();
              },
              this::end));
    } catch (MqttException e) {
      end(e);
    }
  }

  boolean connected() {
    return accepted && !ended.get();
  }

  /** Sends a message; completes with its PUBACK (MQTT 3.1.1 §3.4). */
  CompletableFuture<Void> publish(String topic, byte[] message) {
    if (!connected()) {
      return CompletableFuture.failedFuture(unreachable("not connected"));
    }
    if (inFlightCount.incrementAndGet() > IN_FLIGHT_MAX_COUNT) {
      inFlightCount.decrementAndGet();
      return CompletableFuture.failedFuture(
          new RefusedException(
              PlatformErrors.CLOUD_BUSY, IN_FLIGHT_MAX_COUNT + " are not acknowledged yet"));
    }
    CompletableFuture<Void> result = new CompletableFuture<>();
    long number = lastNumber.incrementAndGet();
    outstanding.put(number, result);
    try {
      client.publish(
          topic,
          message,
          QUALITY_OF_SERVICE,
          false,
          null,
          new Outcome(
              () -> settle(number, null), cause -> settle(number, unreachable(text(cause)))));
    } catch (MqttException e) {
      settle(number, unreachable(text(e)));
    }
    if (ended.get()) {
      settle(number, unreachable("connection lost"));
    }
    return result;
  }

  /** Wants the messages of a topic. A broker that does not give them still takes ours. */
  void subscribe(String topic) {
    try {
      client.subscribe(
          topic,
          QUALITY_OF_SERVICE,
          null,
          new Outcome(
              () -> LOG.info("subscribed to {}", topic),
              cause -> LOG.warn("not subscribed to {}: {}", topic, text(cause))));
    } catch (MqttException e) {
      LOG.warn("not subscribed to {}: {}", topic, text(e));
    }
  }

  /** Gives the connection up; waits briefly, so call it from a thread that may. */
  void close() {
    end(null);
    try {
      client.disconnectForcibly(0, 200, true);
    } catch (MqttException e) {
      LOG.debug("the connection was already down", e);
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      LOG.warn("a connection to the broker could not be closed", e);
    }
  }

  private void settle(long number, @Nullable Exception failure) {
    CompletableFuture<Void> result = outstanding.remove(number);
    if (result == null) {
      return;
    }
    inFlightCount.decrementAndGet();
    if (failure == null) {
      result.complete(null);
    } else {
      result.completeExceptionally(failure);
    }
  }

  private void end(@Nullable Throwable cause) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    String reason = text(cause);
    for (Long number : outstanding.keySet()) {
      settle(number, unreachable(reason));
    }
    whenEnded.accept(reason);
  }

  private static String text(@Nullable Throwable cause) {
    if (cause == null) {
      return "closed";
    }
    Throwable root = cause.getCause() == null ? cause : cause.getCause();
    return String.valueOf(root.getMessage() == null ? root : root.getMessage());
  }

  private static RefusedException unreachable(String detail) {
    return new RefusedException(PlatformErrors.CLOUD_UNREACHABLE, detail);
  }

  private final class Loss implements MqttCallback {
    @Override
    public void connectionLost(Throwable cause) {
      end(cause);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      arrivals.accept(topic, message.getPayload());
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
      // each message has its own listener, see Outcome
    }
  }

  private record Outcome(Runnable success, Consumer<Throwable> failure)
      implements IMqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      success.run();
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
      failure.accept(cause);
    }
  }
}
