package org.wardgate.emulators.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.emulators.net.Endpoint;
import org.wardgate.emulators.net.Programs;

class BrokerTest {
  private static final int MESSAGE_BYTES = 120_000;

  @Test
  void theEmbeddedBrokerAcknowledgesAndDelivers(@TempDir Path folder) throws Exception {
    Endpoint endpoint = free();
    try (Broker broker = EmbeddedBroker.start(endpoint, folder)) {
      assertThat(broker.description()).contains("Moquette");
      acknowledgesAndDelivers(endpoint);
    }
  }

  @Test
  void mosquittoAcknowledgesAndDelivers(@TempDir Path folder) throws Exception {
    assumeTrue(
        Programs.find("mosquitto").isPresent() || "true".equals(System.getenv("CI")),
        "mosquitto is not installed");
    Endpoint endpoint = free();
    try (Broker broker = Broker.start(endpoint, folder)) {
      assertThat(broker.description()).isEqualTo("mosquitto");
      acknowledgesAndDelivers(endpoint);
    }
  }

  /** With QoS 1, publish returns when the broker has acknowledged. */
  private static void acknowledgesAndDelivers(Endpoint endpoint) throws Exception {
    String uri = "tcp://" + endpoint;
    byte[] large = "x".repeat(MESSAGE_BYTES).getBytes(StandardCharsets.US_ASCII);
    CompletableFuture<MqttMessage> arrived = new CompletableFuture<>();
    try (MqttClient cloud = client(uri, "cloud");
        MqttClient gateway = client(uri, "gateway")) {
      cloud.subscribe("wardgate/#", 1, (topic, message) -> arrived.complete(message));
      gateway.publish("wardgate/gateway-1/journal", large, 1, false);
      assertThat(arrived.get(60, TimeUnit.SECONDS).getPayload()).isEqualTo(large);
      cloud.disconnect();
      gateway.disconnect();
    }
  }

  private static MqttClient client(String uri, String id) throws MqttException {
    MqttClient client = new MqttClient(uri, id, new MemoryPersistence());
    client.connect();
    return client;
  }

  private static Endpoint free() throws IOException {
    try (ServerSocket socket =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return new Endpoint("127.0.0.1", socket.getLocalPort());
    }
  }
}
