package org.wardgate.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.journal.JournalEntry;
import org.wardgate.api.testing.RecordedReports;
import org.wardgate.journal.JournalComponent;
import org.wardgate.platform.felix.FelixPlatform;
import org.wardgate.platform.felix.FileKeyVault;
import org.wardgate.platform.felix.mqtt.MosquittoBroker;
import org.wardgate.platform.felix.mqtt.MqttCloudLink;

/** The real journal, the real link, a real broker that is killed on the way. */
@Timeout(90)
class CloudSyncTest {
  private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":([0-9]+)");

  @TempDir Path directory = Path.of("");

  private final ConcurrentLinkedQueue<Long> arrived = new ConcurrentLinkedQueue<>();

  /** Everything of a gateway that the cloud sync needs. */
  private final class Gateway {
    private final JournalComponent journal;
    private final MqttCloudLink link;
    private final CloudSync sync;

    Gateway(int port) throws Exception {
      RecordedReports reports = new RecordedReports();
      FelixPlatform platform =
          new FelixPlatform(Map.of("dataDirectory", directory.resolve("data").toString()), reports);
      journal = new JournalComponent(platform, new FileKeyVault(platform));
      link =
          new MqttCloudLink(
              Map.of("brokerUri", "tcp://127.0.0.1:" + port),
              platform,
              reports,
              String::toCharArray);
      sync = new CloudSync(Map.of(), reports, journal, link, platform);
    }

    void append(int count) throws Exception {
      for (int number = 0; number < count; number++) {
        Bytes payload = Bytes.of(("{\"n\":" + number + "}").getBytes(StandardCharsets.UTF_8));
        JournalEntry entry =
            new JournalEntry(Instant.EPOCH, "test", Optional.of(new DeviceId("pump-1")), payload);
        journal.append(List.of(entry)).toCompletableFuture().join();
      }
    }

    void close() {
      sync.deactivate();
      link.deactivate();
      journal.deactivate();
    }
  }

  private MqttClient consumer(int port) throws MqttException {
    MqttClient consumer =
        new MqttClient("tcp://127.0.0.1:" + port, "consumer", new MemoryPersistence());
    MqttConnectOptions options = new MqttConnectOptions();
    options.setCleanSession(false);
    consumer.connect(options);
    consumer.subscribe(
        "wardgate/+/journal",
        1,
        (topic, message) -> {
          Matcher json = SEQUENCE.matcher(new String(message.getPayload(), StandardCharsets.UTF_8));
          arrived.add(json.find() ? Long.parseLong(json.group(1)) : -1);
        });
    return consumer;
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(2_000_000);
    }
  }

  private MosquittoBroker broker() throws Exception {
    return MosquittoBroker.start(
        directory,
        "persistence true",
        "persistence_location " + directory + "/",
        "autosave_on_changes true",
        "autosave_interval 1",
        "max_inflight_messages 0",
        "max_queued_messages 0");
  }

  @Test
  void aBrokerKilledMidStreamLosesNothing() throws Exception {
    int recordsCount = 600;
    try (MosquittoBroker broker = broker()) {
      MqttClient before = consumer(broker.port());
      Gateway gateway = new Gateway(broker.port());
      gateway.append(recordsCount / 3);
      await(() -> arrived.size() >= 50);
      broker.kill();
      await(() -> !before.isConnected() && !gateway.sync.connected());
      before.close();
      // what the broker acknowledged is the broker's to keep: it may die before it has saved that
      long keptByBroker = gateway.sync.acknowledgedCount();
      gateway.append(recordsCount / 3);
      assertThat(gateway.sync.pendingCount()).isGreaterThanOrEqualTo(recordsCount / 3);
      broker.restart();
      MqttClient after = consumer(broker.port());
      gateway.append(recordsCount / 3);
      await(() -> gateway.sync.pendingCount() == 0);
      List<Long> ours = LongStream.rangeClosed(keptByBroker + 1, recordsCount).boxed().toList();
      await(() -> arrived.containsAll(ours));
      assertThat(new ArrayList<>(new LinkedHashSet<>(arrived))).isSorted();
      assertThat(gateway.sync.acknowledgedCount()).isEqualTo(recordsCount);
      gateway.close();
      after.disconnect();
      after.close();
    }
  }

  @Test
  void aRestartedGatewayGoesOnAtItsCursor() throws Exception {
    try (MosquittoBroker broker = broker()) {
      MqttClient consumer = consumer(broker.port());
      Gateway first = new Gateway(broker.port());
      first.append(20);
      await(() -> first.sync.pendingCount() == 0);
      first.close();
      Gateway second = new Gateway(broker.port());
      await(() -> second.sync.acknowledgedCount() == 20);
      second.append(1);
      await(() -> arrived.contains(21L));
      assertThat(arrived).containsExactlyElementsOf(LongStream.rangeClosed(1, 21).boxed().toList());
      second.close();
      consumer.disconnect();
      consumer.close();
    }
  }

  @Test
  void withoutBrokerEverythingWaits() throws Exception {
    Gateway gateway = new Gateway(1);
    gateway.append(3);
    assertThat(gateway.sync.connected()).isFalse();
    assertThat(gateway.sync.pendingCount()).isEqualTo(3);
    assertThat(gateway.sync.acknowledgedCount()).isZero();
    gateway.close();
  }
}
