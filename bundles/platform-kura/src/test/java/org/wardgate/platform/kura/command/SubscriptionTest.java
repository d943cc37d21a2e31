package org.wardgate.platform.kura.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.kura.cloudconnection.message.KuraMessage;
import org.eclipse.kura.message.KuraPayload;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.platform.CloudLink;
import org.wardgate.api.platform.CloudMessageHandler;

class SubscriptionTest {
  private final List<Bytes> taken = new ArrayList<>();
  private final List<String> answered = new ArrayList<>();
  private final Handlers handlers = new Handlers();
  private final CommandsSettings settings =
      new CommandsSettings(CommandsSettings.NOBODY, "commands", true, 10);
  private Optional<CloudLink> link =
      Optional.of(
          new CloudLink() {
            @Override
            public boolean connected() {
              return true;
            }

            @Override
            public CompletionStage<Void> publish(String topic, Bytes message) {
              answered.add(topic + "=" + message.length());
              return CompletableFuture.completedFuture(null);
            }
          });
  private final Subscription subscription =
      new Subscription(handlers, () -> settings, () -> link, () -> 0);

  @BeforeEach
  void handler() {
    handlers.appeared(this::take, Map.of(CloudMessageHandler.TOPIC, "commands"));
  }

  private CompletionStage<Bytes> take(Bytes message) {
    taken.add(message);
    return CompletableFuture.completedFuture(Bytes.of(new byte[2]));
  }

  private static KuraMessage message(byte @Nullable [] body, @Nullable Object topic) {
    KuraPayload payload = new KuraPayload();
    payload.setBody(body);
    if (topic != null) {
      payload.addMetric("topic", topic);
    }
    return new KuraMessage(payload);
  }

  @Test
  void aMessageIsTakenAndAnswered() {
    subscription.onMessageArrived(message(new byte[] {7}, null));
    subscription.onMessageArrived(message(new byte[] {8}, "commands"));
    assertThat(taken).containsExactly(Bytes.of(new byte[] {7}), Bytes.of(new byte[] {8}));
    assertThat(answered).containsExactly("commands-answers=2", "commands-answers=2");
  }

  static List<KuraMessage> hostile() {
    return List.of(
        message(null, null),
        message(new byte[CloudMessageHandler.MESSAGE_MAX_BYTES + 1], null),
        message(new byte[1], "unknown"),
        message(new byte[1], ""),
        message(new byte[1], "UP/../x"),
        message(new byte[1], "x".repeat(100_000)),
        message(new byte[1], 42),
        message(new byte[1], new byte[10]));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hugeAndHostileMessagesAreDropped(KuraMessage hostile) {
    subscription.onMessageArrived(hostile);
    assertThat(taken).isEmpty();
    assertThat(answered).isEmpty();
    subscription.onMessageArrived(message(new byte[1], null));
    assertThat(taken).hasSize(1);
  }

  @Test
  void aHandlerThatThrowsOrFailsHarmsNobody() {
    Handlers broken = new Handlers();
    broken.appeared(
        message -> {
          throw new IllegalStateException("defect");
        },
        Map.of(CloudMessageHandler.TOPIC, "commands"));
    Subscription other = new Subscription(broken, () -> settings, () -> link, () -> 0);
    for (int i = 0; i < Handlers.BUSY_MAX_COUNT * 2; i++) {
      other.onMessageArrived(message(new byte[1], null));
    }
    assertThat(answered).isEmpty();
    assertThat(broken.deliver("commands", new byte[1]).toCompletableFuture())
        .isCompletedExceptionally();
  }

  @Test
  // what a handler may do that was not checked for nulls
  @SuppressWarnings("NullAway")
  void aHandlerThatAnswersNothingAtAllHarmsNobody() {
    Handlers broken = new Handlers();
    broken.appeared(message -> null, Map.of(CloudMessageHandler.TOPIC, "commands"));
    Subscription other = new Subscription(broken, () -> settings, () -> link, () -> 0);
    for (int i = 0; i < Handlers.BUSY_MAX_COUNT * 2; i++) {
      other.onMessageArrived(message(new byte[1], null));
    }
    assertThat(answered).isEmpty();
  }

  @Test
  void messagesThatAreNotAnsweredAreBounded() {
    Handlers slow = new Handlers();
    List<CompletableFuture<Bytes>> waiting = new ArrayList<>();
    slow.appeared(
        message -> {
          waiting.add(new CompletableFuture<>());
          return waiting.get(waiting.size() - 1);
        },
        Map.of(CloudMessageHandler.TOPIC, "commands"));
    for (int i = 0; i < Handlers.BUSY_MAX_COUNT + 3; i++) {
      slow.deliver("commands", new byte[1]);
    }
    assertThat(waiting).hasSize(Handlers.BUSY_MAX_COUNT);
    waiting.get(0).complete(Bytes.EMPTY);
    waiting.get(1).completeExceptionally(new IllegalStateException("no"));
    slow.deliver("commands", new byte[1]);
    slow.deliver("commands", new byte[1]);
    assertThat(waiting).hasSize(Handlers.BUSY_MAX_COUNT + 2);
  }

  @Test
  void withoutACloudLinkTheMessageIsTakenAllTheSame() {
    link = Optional.empty();
    subscription.onMessageArrived(message(new byte[1], null));
    assertThat(taken).hasSize(1);
  }

  @Test
  void handlersGoAndOnesWithoutAGoodTopicAreNotTaken() {
    CloudMessageHandler other = this::take;
    handlers.appeared(other, Map.of());
    handlers.appeared(other, Map.of(CloudMessageHandler.TOPIC, "NO/"));
    handlers.appeared(other, Map.of(CloudMessageHandler.TOPIC, 3));
    assertThat(handlers.knows("NO/")).isFalse();
    handlers.appeared(other, Map.of(CloudMessageHandler.TOPIC, "other"));
    assertThat(handlers.knows("other")).isTrue();
    handlers.vanished(other);
    handlers.vanished(other);
    assertThat(handlers.knows("other")).isFalse();
  }

  @Test
  void complaintsDoNotFillTheLog() {
    List<String> lines = new ArrayList<>();
    long[] now = {0};
    Complaints complaints =
        new Complaints(
            org.wardgate.platform.kura.fake.Stubs.of(
                org.slf4j.Logger.class,
                (method, arguments) -> {
                  lines.add(arguments[1] + " " + arguments[2]);
                  return null;
                }),
            () -> now[0]);
    for (int i = 0; i < 1000; i++) {
      complaints.note("bad");
    }
    now[0] = Complaints.SILENCE_NANOS;
    complaints.note("again");
    assertThat(lines).containsExactly("bad 0", "again 999");
  }
}
