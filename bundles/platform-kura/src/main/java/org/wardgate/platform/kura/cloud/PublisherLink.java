package org.wardgate.platform.kura.cloud;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.kura.cloudconnection.message.KuraMessage;
import org.eclipse.kura.cloudconnection.publisher.CloudPublisher;
import org.eclipse.kura.message.KuraPayload;
import org.wardgate.api.Bytes;
import org.wardgate.api.platform.CloudLink;
import org.wardgate.api.platform.PlatformErrors;

/**
 * The cloud link over the publisher that is chosen, if it is there. The message is the payload's
 * body; its topic is a metric and a property of the message, so that the publisher's application
 * topic may say {@code $topic}. Publishing takes as long as Kura's does. Thread-safe.
 */
final class PublisherLink implements CloudLink, AutoCloseable {
  static final String TOPIC = "topic";
  static final String GATEWAY = "gateway";

  private final String gatewayId;
  private final Supplier<LinkSettings> settings;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private volatile Optional<Delivery> current = Optional.empty();

  PublisherLink(
      String gatewayId, Supplier<LinkSettings> settings, Clock clock, LongSupplier nanoTime) {
    this.gatewayId = gatewayId;
    this.settings = settings;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** A publisher is there: it takes the place of an earlier one. */
  void appeared(CloudPublisher publisher) {
    Delivery fresh = new Delivery(publisher, nanoTime);
    fresh.open();
    replace(Optional.of(fresh)).ifPresent(Delivery::close);
  }

  /** A publisher is gone, unless another one has come. */
  void vanished(CloudPublisher publisher) {
    Optional<Delivery> gone;
    synchronized (this) {
      gone = current.filter(delivery -> delivery.of(publisher));
      if (gone.isPresent()) {
        current = Optional.empty();
      }
    }
    gone.ifPresent(Delivery::close);
  }

  private synchronized Optional<Delivery> replace(Optional<Delivery> fresh) {
    Optional<Delivery> old = current;
    current = fresh;
    return old;
  }

  /** To be called once in a while. */
  void expire() {
    long limit = Duration.ofSeconds(settings.get().confirmSeconds()).toNanos();
    current.ifPresent(delivery -> delivery.expire(limit));
  }

  @Override
  public boolean connected() {
    return current.map(Delivery::connected).orElse(false);
  }

  @Override
  public CompletionStage<Void> publish(String topic, Bytes message) {
    if (message.length() > MESSAGE_MAX_BYTES) {
      return Delivery.failed(
          PlatformErrors.MESSAGE_TOO_LARGE,
          message.length() + " bytes, at most " + MESSAGE_MAX_BYTES);
    }
    Optional<Delivery> delivery = current;
    if (delivery.isEmpty()) {
      return Delivery.failed(
          PlatformErrors.CLOUD_UNREACHABLE, "no publisher is chosen, or it is not there now");
    }
    return delivery.get().publish(wrap(topic, message), settings.get().outstandingMaxCount());
  }

  private KuraMessage wrap(String topic, Bytes message) {
    KuraPayload payload = new KuraPayload();
    payload.setTimestamp(Date.from(clock.instant()));
    payload.addMetric(TOPIC, topic);
    payload.addMetric(GATEWAY, gatewayId);
    payload.setBody(message.toArray());
    return new KuraMessage(payload, Map.of(TOPIC, topic, GATEWAY, gatewayId));
  }

  @Override
  public void close() {
    replace(Optional.empty()).ifPresent(Delivery::close);
  }
}
