package org.wardgate.mud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.mud.MudErrors;

class AdvisoryDeskComponentTest {
  @Test
  void takesAdvisoriesWhateverItsFolder(@TempDir Path directory) throws Exception {
    AdvisoryDeskComponent component =
        new AdvisoryDeskComponent(
            InventorySnapshot::empty,
            name -> directory.resolve(name),
            event -> CompletableFuture.completedFuture(null),
            config(""));
    component.modified(config(Files.createDirectory(directory.resolve("in")).toString()));
    component.modified(config(directory.resolve("absent").toString()));
    component.modified(config("no\0path"));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> component.handIn(Bytes.EMPTY, Bytes.EMPTY))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(MudErrors.ADVISORY_MALFORMED));
    component.deactivate();
    assertThat(directory.resolve("advisories")).doesNotExist();
  }

  private static MudManagerConfig config(String advisoryDirectory) {
    return (MudManagerConfig)
        Proxy.newProxyInstance(
            MudManagerConfig.class.getClassLoader(),
            new Class<?>[] {MudManagerConfig.class},
            (proxy, method, arguments) -> Objects.requireNonNull(advisoryDirectory));
  }
}
