package org.wardgate.platform.felix.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.CloudLink;
import org.wardgate.api.platform.GatewayIdentity;
import org.wardgate.api.platform.PlatformErrors;
import org.wardgate.api.testing.RecordedReports;

@Timeout(30)
class MqttCloudLinkTest {
  @TempDir Path directory = Path.of("");

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

  private final RecordedReports reports = new RecordedReports();

  private MqttCloudLink link(int port, Map<String, Object> more) {
    Map<String, Object> values = new HashMap<>(more);
    values.putIfAbsent("brokerUri", "tcp://127.0.0.1:" + port);
    return new MqttCloudLink(values, IDENTITY, reports, String::toCharArray);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(2_000_000);
    }
  }

  private static Bytes text(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aMessageIsAcknowledgedAndArrives() throws Exception {
    try (MosquittoBroker broker = MosquittoBroker.start(directory);
        MqttClient reader =
            new MqttClient("tcp://127.0.0.1:" + broker.port(), "reader", new MemoryPersistence())) {
      BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
      reader.connect();
      reader.subscribe(
          "#", 1, (topic, message) -> arrived.add(topic + " " + message + " " + message.getQos()));
      MqttCloudLink link = link(broker.port(), Map.of());
      await(link::connected);
      link.publish("journal", text("hello")).toCompletableFuture().get(60, TimeUnit.SECONDS);
      assertThat(arrived.poll(60, TimeUnit.SECONDS))
          .isEqualTo("wardgate/gateway-7/journal hello 1");
      link.deactivate();
      assertThat(link.connected()).isFalse();
      reader.disconnect();
    }
  }

  @Test
  void withoutBrokerItFailsAtOnce() throws Exception {
    MqttCloudLink link = link(1, Map.of());
    assertThat(link.connected()).isFalse();
    assertThat(link.publish("journal", text("x")).toCompletableFuture())
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("WG-PLAT-0002");
    link.deactivate();
  }

  @Test
  void tooLargeIsRefused() throws Exception {
    MqttCloudLink link = link(1, Map.of());
    Bytes large = Bytes.of(new byte[CloudLink.MESSAGE_MAX_BYTES + 1]);
    assertThat(link.publish("journal", large).toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("WG-PLAT-0005");
    link.deactivate();
  }

  @Test
  void whatTheBrokerNeverAcknowledgesFailsWithTheConnection() throws Exception {
    try (MosquittoBroker broker = MosquittoBroker.start(directory)) {
      MqttCloudLink link = link(broker.port(), Map.of());
      await(link::connected);
      broker.freeze();
      List<CompletableFuture<Void>> waiting = new ArrayList<>();
      for (int number = 0; number < MqttConnection.IN_FLIGHT_MAX_COUNT; number++) {
        waiting.add(link.publish("journal", text("m" + number)).toCompletableFuture());
      }
      assertThat(waiting).noneMatch(CompletableFuture::isDone);
      assertThat(link.publish("journal", text("one more")).toCompletableFuture())
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .withMessageContaining("WG-PLAT-0006");
      broker.kill();
      for (CompletableFuture<Void> message : waiting) {
        assertThat(message)
            .failsWithin(Duration.ofSeconds(60))
            .withThrowableThat()
            .withMessageContaining("WG-PLAT-0002");
      }
      link.deactivate();
    }
  }

  @Test
  void itComesBackByItself() throws Exception {
    try (MosquittoBroker broker = MosquittoBroker.start(directory)) {
      MqttCloudLink link = link(broker.port(), Map.of());
      await(link::connected);
      broker.kill();
      await(() -> !link.connected());
      broker.restart();
      await(link::connected);
      link.publish("journal", text("again")).toCompletableFuture().get(60, TimeUnit.SECONDS);
      link.deactivate();
    }
  }

  @Test
  void aBadChangeKeepsTheConnection() throws Exception {
    try (MosquittoBroker broker = MosquittoBroker.start(directory)) {
      MqttCloudLink link = link(broker.port(), Map.of());
      await(link::connected);
      link.updated(Map.of("brokerUri", "http://x:1"));
      assertThat(link.connected()).isTrue();
      assertThat(reports.properties()).containsExactly("brokerUri");
      link.deactivate();
    }
  }

  @Test
  void aGoodChangeMovesToTheOtherBroker() throws Exception {
    try (MosquittoBroker broker = MosquittoBroker.start(directory)) {
      MqttCloudLink link = link(1, Map.of());
      link.updated(Map.of("brokerUri", "tcp://127.0.0.1:" + broker.port()));
      await(link::connected);
      link.deactivate();
    }
  }

  @Test
  void theSameTwiceDoesNotReconnect() throws Exception {
    try (MosquittoBroker broker = MosquittoBroker.start(directory)) {
      MqttCloudLink link = link(broker.port(), Map.of());
      await(link::connected);
      broker.freeze();
      CompletableFuture<Void> waiting = link.publish("t", text("x")).toCompletableFuture();
      link.updated(Map.of("brokerUri", "tcp://127.0.0.1:" + broker.port()));
      assertThat(waiting).isNotDone();
      assertThat(reports.said()).containsExactly("accepted");
      link.deactivate();
    }
  }

  @Test
  void toABrokerThatIsNotTheConfiguredOneNothingIsSent() {
    MqttCloudLink link = link(1, Map.of("brokerUri", "http://x:1", "keepAliveSeconds", 0));
    assertThat(link.connected()).isFalse();
    assertThat(link.publish("journal", text("x")).toCompletableFuture()).isCompletedExceptionally();
    assertThat(reports.properties()).containsExactly("brokerUri", "keepAliveSeconds");
    link.deactivate();
  }

  @Test
  void aPasswordThatCannotBeRevealedKeepsTheLinkClosedAndIsReported() {
    RefusedException sealed = new RefusedException(PlatformErrors.VAULT_FAILED, "");
    MqttCloudLink link =
        new MqttCloudLink(
            Map.of(".password", "x"),
            IDENTITY,
            reports,
            configured -> {
              throw sealed;
            });
    assertThat(reports.said()).containsExactly("refused  WG-PLAT-0001");
    assertThat(link.connected()).isFalse();
    link.deactivate();
  }

  @Test
  void deactivationFailsWhatIsOutstanding() throws Exception {
    try (MosquittoBroker broker = MosquittoBroker.start(directory)) {
      MqttCloudLink link = link(broker.port(), Map.of());
      await(link::connected);
      broker.freeze();
      CompletableFuture<Void> waiting = link.publish("t", text("x")).toCompletableFuture();
      link.deactivate();
      assertThatThrownBy(() -> waiting.get(60, TimeUnit.SECONDS))
          .hasMessageContaining("WG-PLAT-0002");
    }
  }
}
