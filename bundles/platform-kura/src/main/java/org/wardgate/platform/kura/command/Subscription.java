package org.wardgate.platform.kura.command;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.kura.cloudconnection.message.KuraMessage;
import org.eclipse.kura.cloudconnection.subscriber.listener.CloudSubscriberListener;
import org.eclipse.kura.message.KuraPayload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.Problem;
import org.wardgate.api.platform.CloudLink;
import org.wardgate.api.platform.PlatformErrors;

/**
 * Messages of a subscriber: handed over, and answered over the cloud link. Whatever is wrong with
 * one, Kura's thread gets no exception. Thread-safe.
 */
final class Subscription implements CloudSubscriberListener {
  private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
  private static final String TOPIC = "topic";
  private static final String ANSWERS = "-answers";

  private final Handlers handlers;
  private final Supplier<CommandsSettings> settings;
  private final Supplier<Optional<CloudLink>> link;
  private final Complaints complaints;

  Subscription(
      Handlers handlers,
      Supplier<CommandsSettings> settings,
      Supplier<Optional<CloudLink>> link,
      LongSupplier nanoTime) {
    this.handlers = handlers;
    this.settings = settings;
    this.link = link;
    this.complaints = new Complaints(LOG, nanoTime);
  }

  @Override
  public void onMessageArrived(KuraMessage message) {
    Optional<KuraPayload> payload =
        Optional.ofNullable(message).flatMap(present -> Optional.ofNullable(present.getPayload()));
    Optional<byte[]> body = payload.flatMap(present -> Optional.ofNullable(present.getBody()));
    if (body.isEmpty()) {
      complain("it has no body");
      return;
    }
    Optional<String> topic = topic(payload.get().metrics());
    if (topic.isEmpty()) {
      complain("its topic has not the form of one");
      return;
    }
    CompletionStage<Void> unused =
        handlers
            .deliver(topic.get(), body.get())
            .thenCompose(answer -> answer(topic.get(), answer))
            .exceptionally(
                failure -> {
                  complain(String.valueOf(failure.getMessage()));
                  return null;
                });
  }

  private Optional<String> topic(Map<String, Object> metrics) {
    Object named = metrics.get(TOPIC);
    if (named == null) {
      return Optional.of(settings.get().topic());
    }
    return named instanceof String text && CommandsSettings.TOPIC_FORM.matcher(text).matches()
        ? Optional.of(text)
        : Optional.empty();
  }

  private CompletionStage<Void> answer(String topic, Bytes answer) {
    return link.get()
        .map(present -> present.publish(topic + ANSWERS, answer))
        .orElseGet(() -> java.util.concurrent.CompletableFuture.completedFuture(null));
  }

  private void complain(String detail) {
    complaints.note(Problem.of(PlatformErrors.MESSAGE_DROPPED, detail).line());
  }
}
