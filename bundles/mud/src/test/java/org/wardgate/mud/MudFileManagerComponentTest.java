package org.wardgate.mud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
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
import org.wardgate.mud.testing.MudJson;

class MudFileManagerComponentTest {
  @Test
  void answersAndKeepsItsLastGoodConfiguration(@TempDir Path directory) throws Exception {
    MudFileManagerComponent component = component(directory, config(10));
    component.modified(config(0));
    component.modified(config(20));

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
            .get(10, TimeUnit.SECONDS);
    component.deactivate();

    assertThat(event.correlationId()).isEqualTo(new CorrelationId("c"));
    assertThat(((MudEvent.MudFileRefused) event).problem().code())
        .isEqualTo(MudErrors.WRONG_MANUFACTURER.code());
  }

  @Test
  void doesNotStartWithABadConfiguration(@TempDir Path directory) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> component(directory, config(0)))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(MudErrors.BAD_CONFIGURATION));
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

  private static MudFileManagerComponent component(Path directory, MudManagerConfig config)
      throws RefusedException {
    return new MudFileManagerComponent(InventorySnapshot::empty, name -> directory, config);
  }

  private static MudManagerConfig config(int timeoutSeconds) {
    Map<String, Object> values =
        Map.of(
            "storeDirectory",
            "",
            "tlsAnchorsFile",
            "",
            "fetchTimeoutSeconds",
            timeoutSeconds,
            "cacheGraceHours",
            0,
            "advisoryDirectory",
            "");
    return (MudManagerConfig)
        Proxy.newProxyInstance(
            MudManagerConfig.class.getClassLoader(),
            new Class<?>[] {MudManagerConfig.class},
            (proxy, method, arguments) -> Objects.requireNonNull(values.get(method.getName())));
  }
}
