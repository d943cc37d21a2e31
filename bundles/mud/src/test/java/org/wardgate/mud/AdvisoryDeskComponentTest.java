package org.wardgate.mud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.testing.RecordedReports;

class AdvisoryDeskComponentTest {
  @Test
  void takesAdvisoriesWhateverItsFolder(@TempDir Path directory) throws Exception {
    AdvisoryDeskComponent component =
        new AdvisoryDeskComponent(
            InventorySnapshot::empty,
            name -> directory.resolve(name),
            event -> CompletableFuture.completedFuture(null),
            new RecordedReports(),
            Map.of());
    component.updated(config(Files.createDirectory(directory.resolve("in")).toString()));
    component.updated(config(directory.resolve("absent").toString()));
    component.updated(config("no\0path"));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> component.handIn(Bytes.EMPTY, Bytes.EMPTY))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(MudErrors.ADVISORY_MALFORMED));
    component.deactivate();
    assertThat(directory.resolve("advisories/inbox")).isEmptyDirectory();
    assertThat(directory.resolve("advisories/versions")).doesNotExist();
  }

  private static Map<String, Object> config(String advisoryDirectory) {
    return Map.of("advisoryDirectory", advisoryDirectory);
  }
}
