package org.wardgate.platform.felix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;

class FelixPlatformTest {
  @TempDir Path temporary = Path.of("");

  private PlatformConfiguration configuration(Map<String, Object> values) {
    return Configurations.of(PlatformConfiguration.class, values);
  }

  private FelixPlatform platform() throws RefusedException {
    return new FelixPlatform(
        configuration(Map.of("dataDirectory", temporary.resolve("data").toString())));
  }

  @Test
  void directoriesAreForTheOwnerAlone() throws Exception {
    Path made = platform().directory("journal");
    assertThat(Files.getPosixFilePermissions(made))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getPosixFilePermissions(temporary.resolve("data")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void anExistingDirectoryIsTakenFromOthers() throws Exception {
    Path open = Files.createDirectories(temporary.resolve("data"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    platform();
    assertThat(Files.getPosixFilePermissions(open))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", "/etc", "A", "a b", "a\n"})
  void badDirectoryNamesAreRefused(String name) throws Exception {
    FelixPlatform platform = platform();
    assertThatThrownBy(() -> platform.directory(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "relative/path", "a\0b"})
  void badDataDirectoriesAreRefused(String directory) {
    assertThatThrownBy(() -> new FelixPlatform(configuration(Map.of("dataDirectory", directory))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-PLAT-0004");
  }

  @Test
  void aDataDirectoryThatCannotBeMadeIsRefused() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");
    PlatformConfiguration wrong =
        configuration(Map.of("dataDirectory", file.resolve("data").toString()));
    assertThatThrownBy(() -> new FelixPlatform(wrong)).hasMessageContaining("WG-PLAT-0003");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Gateway", "a_b", "a/b", "#"})
  void badIdsAreRefused(String id) {
    PlatformConfiguration wrong =
        configuration(Map.of("dataDirectory", temporary.toString(), "gatewayId", id));
    assertThatThrownBy(() -> new FelixPlatform(wrong)).hasMessageContaining("gatewayId");
  }

  @Test
  void aBadChangeKeepsTheLastGoodOne() throws Exception {
    FelixPlatform platform = platform();
    platform.modified(configuration(Map.of("dataDirectory", temporary + "", "wardName", " ")));
    assertThat(platform.wardName()).isEqualTo("Ward 1");
  }

  @Test
  void theWardsNameMayChangeButNotTheGateway() throws Exception {
    FelixPlatform platform = platform();
    platform.modified(
        configuration(
            Map.of(
                "dataDirectory", temporary + "", "wardName", "ICU North", "gatewayId", "other")));
    assertThat(platform.wardName()).isEqualTo("ICU North");
    assertThat(platform.gatewayId()).isEqualTo("gateway-1");
  }
}
