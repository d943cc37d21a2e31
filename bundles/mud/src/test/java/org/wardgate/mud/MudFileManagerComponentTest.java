package org.wardgate.mud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.mud.MudEvent;
import org.wardgate.api.mud.MudIntent.FetchMudFile;
import org.wardgate.api.mud.VerifiedMudFile;
import org.wardgate.api.testing.HostileSettings;
import org.wardgate.api.testing.RecordedReports;
import org.wardgate.mud.testing.MudJson;

class MudFileManagerComponentTest {
  @Test
  void answersAndKeepsItsLastGoodConfiguration(@TempDir Path directory) throws Exception {
    MudFileManagerComponent component = component(directory, config(10));
    component.updated(config(0));
    assertThat(reports.properties()).containsExactly("fetchTimeoutSeconds");
    component.updated(config(20));

    MudEvent event =
        component
            .execute(
                new FetchMudFile(
                    new CorrelationId("c"),
                    Instant.MAX.minusSeconds(1_000_000_000),
                    new DeviceId("d"),
                    "nobody",
                    MudJson.URL))
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS);
    component.deactivate();

    assertThat(event.correlationId()).isEqualTo(new CorrelationId("c"));
    assertThat(((MudEvent.MudFileRefused) event).problem().code())
        .isEqualTo(MudErrors.WRONG_MANUFACTURER.code());
  }

  @Test
  void startsWithTheDefaultInThePlaceOfABadValueAndSaysSo(@TempDir Path directory) {
    component(directory, config(0)).deactivate();
    assertThat(reports.said()).containsExactly("refused fetchTimeoutSeconds WG-CFG-0002");
  }

  @Test
  void theSameTwiceDoesNothing(@TempDir Path directory) {
    MudFileManagerComponent component = component(directory, config(10));
    component.updated(config("10"));
    component.deactivate();
    assertThat(reports.said()).containsExactly("accepted");
  }

  @Test
  void wrongTypesHugeStringsAndAScriptInANameAreRefused(@TempDir Path directory) {
    HostileSettings.survive(
        MudManagerConfig.class, values -> MudSettings.of(values, name -> directory));
  }

  @Test
  void theCompilerRefusesAFileOfAnotherUrl() throws RefusedException {
    MudCompilerComponent compiler = new MudCompilerComponent();
    VerifiedMudFile file =
        new VerifiedMudFile(
            MudJson.URL, MudJson.bytes(MudJson.fromDevice(MudJson.accept())), "CN=x");

    assertThat(compiler.compile(file)).isEqualTo(compiler.compile(file));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(
            () ->
                compiler.compile(
                    new VerifiedMudFile("https://mud.example.com/x", file.content(), "CN=x")));
  }

  private final RecordedReports reports = new RecordedReports();

  private MudFileManagerComponent component(Path directory, Map<String, Object> values) {
    return new MudFileManagerComponent(
        InventorySnapshot::empty, name -> directory, reports, values);
  }

  private static Map<String, Object> config(Object timeoutSeconds) {
    return Map.of("fetchTimeoutSeconds", timeoutSeconds, "cacheGraceHours", 0);
  }
}
