package org.wardgate.device.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.testing.HostileSettings;
import org.wardgate.api.testing.RecordedReports;

class DeviceKeysConfigurationTest {
  private static final Path INVENTORY = Path.of("/data/inventory");

  @TempDir Path data = Path.of("");
  private final RecordedReports reports = new RecordedReports();

  /** What an operator cannot get wrong. */
  static Configured<Optional<Settings>> configured(Path delivery, Path anchors) {
    Settings settings = new Settings(delivery, anchors, Duration.ofSeconds(10));
    return new Configured<>(
        DeviceKeys.PID,
        new RecordedReports(),
        new Parsed<>(Optional.of(settings), List.of(), List.of()));
  }

  private static Parsed<Settings> parse(Map<String, Object> properties) {
    return Settings.of(properties, INVENTORY);
  }

  private DeviceKeys open(Map<String, Object> properties) throws RefusedException {
    return new DeviceKeys(
        name -> data,
        new TestGateway(),
        () -> new InventorySnapshot(1, Map.of(), Map.of(), Map.of(), Map.of()),
        reports,
        properties);
  }

  @Test
  void onAFreshGatewayTheFilesAreBelowTheDataDirectory() {
    Settings fresh = parse(Map.of()).value();
    assertThat(fresh.delivery()).isEqualTo(INVENTORY.resolve("device-keys.p7m"));
    assertThat(fresh.anchors()).isEqualTo(INVENTORY.resolve("anchors.pem"));
  }

  @Test
  void configurationWithWrongTypesHugeStringsAndScriptInANameIsRefused() {
    HostileSettings.survive(DeviceKeysConfiguration.class, DeviceKeysConfigurationTest::parse);
    refused("deliveryFile", HostileSettings.SCRIPT);
    refused("anchorsFile", HostileSettings.SCRIPT);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    refused("pollSeconds", 0);
    refused("pollSeconds", 3_601);
    refused("pollSeconds", "soon");
    refused("deliveryFile", "keys.p7m");
    refused("anchorsFile", "../anchors.pem");
  }

  private static void refused(String attribute, Object value) {
    HostileSettings.refuses(DeviceKeysConfigurationTest::parse, attribute, value);
  }

  @Test
  void aRefusedConfigurationLeavesTheLastGoodOneInForce() throws RefusedException {
    DeviceKeys keys = open(Map.of("pollSeconds", 60));
    Optional<Settings> before = keys.settings();
    keys.modified(Map.of("pollSeconds", 7, "anchorsFile", "relative"));
    assertThat(keys.settings()).isEqualTo(before);
    assertThat(reports.properties()).containsExactly("anchorsFile");
    keys.deactivate();
  }

  @Test
  void withoutKnownAnchorsNoDeliveryIsTakenUntilTheyAreCorrected() throws RefusedException {
    DeviceKeys keys = open(Map.of("anchorsFile", "relative"));
    assertThat(keys.settings()).isEmpty();
    keys.modified(Map.of("deliveryFile", "relative"));
    assertThat(keys.settings()).isEmpty();
    keys.modified(Map.of());
    assertThat(keys.settings()).isPresent();
    assertThat(reports.current()).isEmpty();
    keys.deactivate();
  }

  @Test
  void theSameConfigurationTwiceDoesNothing() throws RefusedException {
    DeviceKeys keys = open(Map.of());
    Optional<Settings> before = keys.settings();
    keys.modified(Map.of());
    keys.modified(Map.of("pollSeconds", 10L, "deliveryFile", ""));
    assertThat(keys.settings()).isSameAs(before);
    assertThat(reports.said()).containsExactly("accepted");
    keys.deactivate();
  }
}
