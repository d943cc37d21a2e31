package org.wardgate.platform.felix.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.platform.CloudMessageHandler;
import org.wardgate.api.platform.GatewayIdentity;
import org.wardgate.api.testing.RecordedReports;

@Timeout(120)
class InboundTest {
  private static final Map<String, Object> COMMANDS = Map.of(CloudMessageHandler.TOPIC, "commands");

  private static final GatewayIdentity IDENTITY =
      new GatewayIdentity() {
        @Override
        public String gatewayId() {
          return "gateway-7";
        }

        @Override
        public String wardName() {
          return "Ward 7";
        }
      };

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(2_000_000);
    }
  }

  private static CloudMessageHandler echo() {
    return message ->
        CompletableFuture.completedFuture(
            Bytes.of(("did " + text(message)).getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.UTF_8);
  }

  private static void send(MosquittoBroker broker, String topic, String message) throws Exception {
    try (MqttClient sender =
        new MqttClient("tcp://127.0.0.1:" + broker.port(), "sender", new MemoryPersistence())) {
      sender.connect();
      MqttMessage one = new MqttMessage(message.getBytes(StandardCharsets.UTF_8));
      one.setQos(1);
      sender.publish(topic, one);
      sender.disconnect();
    }
  }

  @Test
  void aMessageIsDeliveredAndItsAnswerPublishedAlsoAfterAReconnect(@TempDir Path directory)
      throws Exception {
    try (MosquittoBroker broker = MosquittoBroker.start(directory)) {
      MqttCloudLink link =
          new MqttCloudLink(
              Map.of("brokerUri", "tcp://127.0.0.1:" + broker.port()),
              IDENTITY,
              new RecordedReports(),
              String::toCharArray);
      link.bindHandler(echo(), COMMANDS);
      await(link::connected);
      exchange(broker, "one");
      broker.kill();
      await(() -> !link.connected());
      broker.restart();
      await(link::connected);
      exchange(broker, "two");
      link.deactivate();
    }
  }

  /** Sends until the subscription is there: a broker says nothing about that to others. */
  private static void exchange(MosquittoBroker broker, String message) throws Exception {
    BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    try (MqttClient reader =
        new MqttClient("tcp://127.0.0.1:" + broker.port(), "reader", new MemoryPersistence())) {
      reader.connect();
      reader.subscribe(
          "wardgate/gateway-7/commands-answers",
          1,
          (topic, answer) -> answers.add(new String(answer.getPayload(), StandardCharsets.UTF_8)));
      String answer = null;
      for (int i = 0; i < 60 && answer == null; i++) {
        send(broker, "wardgate/gateway-7/commands", message);
        answer = answers.poll(1, TimeUnit.SECONDS);
      }
      assertThat(answer).isEqualTo("did " + message);
      reader.disconnect();
    }
  }

  @Test
  void dropsWhatIsTooLargeOfNoTopicOrTooMuch() {
    List<String> answers = new ArrayList<>();
    Inbound inbound = new Inbound((topic, answer) -> answers.add(topic + " " + text(answer)));
    List<CompletableFuture<Bytes>> waiting = new ArrayList<>();
    CloudMessageHandler slow =
        message -> {
          CompletableFuture<Bytes> answer = new CompletableFuture<>();
          waiting.add(answer);
          return answer;
        };
    assertThat(inbound.add(slow, "commands")).isTrue();
    for (Object wrong : new Object[] {"a/b", "#", "", 7, "x".repeat(65)}) {
      assertThat(inbound.add(slow, wrong)).isFalse();
    }
    inbound.arrived("other", new byte[1]);
    inbound.arrived("commands", new byte[CloudMessageHandler.MESSAGE_MAX_BYTES + 1]);
    assertThat(waiting).isEmpty();
    for (int i = 0; i < 100; i++) {
      inbound.arrived("commands", new byte[1]);
    }
    assertThat(waiting).hasSize(Inbound.WAITING_MAX_COUNT);
    waiting.get(0).complete(Bytes.ofHex("41"));
    waiting.get(1).completeExceptionally(new IllegalStateException("no"));
    assertThat(answers).containsExactly("commands-answers A");
    inbound.arrived("commands", new byte[1]);
    assertThat(waiting).hasSize(Inbound.WAITING_MAX_COUNT + 1);
    inbound.remove(slow);
    assertThat(inbound.topics()).isEmpty();
  }
}
