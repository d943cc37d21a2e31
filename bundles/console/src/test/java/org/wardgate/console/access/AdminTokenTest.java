package org.wardgate.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.error.RefusedException;

class AdminTokenTest {

  @TempDir Path directory = Path.of("");

  private Path file() {
    return directory.resolve("admin.token");
  }

  @Test
  void isDrawnOnceAndKept() throws Exception {
    AdminToken first = AdminToken.load(file(), new SecureRandom());
    String text = Files.readString(file()).strip();
    assertThat(text).matches("[0-9a-f]{64}");
    assertThat(first.matches(text)).isTrue();
    assertThat(AdminToken.load(file(), new SecureRandom()).matches(text)).isTrue();
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void differsFromGatewayToGateway() throws Exception {
    AdminToken.load(file(), new SecureRandom());
    AdminToken.load(directory.resolve("other"), new SecureRandom());
    assertThat(Files.readString(file())).isNotEqualTo(Files.readString(directory.resolve("other")));
  }

  @Test
  void isRefusedWhenOthersMayReadIt() throws Exception {
    AdminToken.load(file(), new SecureRandom());
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> AdminToken.load(file(), new SecureRandom()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-CON-0014");
  }

  @Test
  void isRefusedWhenEmptyShortOrWeak() throws Exception {
    for (String weak : new String[] {"", "admin", "0".repeat(63), "Z".repeat(64)}) {
      Files.writeString(file(), weak);
      Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
      assertThatThrownBy(() -> AdminToken.load(file(), new SecureRandom()))
          .isInstanceOf(RefusedException.class);
    }
  }

  @Test
  void isRefusedWithoutDirectory() {
    assertThatThrownBy(() -> AdminToken.load(directory.resolve("no/token"), new SecureRandom()))
        .isInstanceOf(RefusedException.class);
  }
}
