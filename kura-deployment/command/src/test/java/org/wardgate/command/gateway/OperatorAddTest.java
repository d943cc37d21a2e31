package org.wardgate.command.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.launcher.Installation;

/** A token is its holder's alone. */
class OperatorAddTest {
  @TempDir Path directory = Path.of("");

  private int add(String name) throws Exception {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Home home = Home.of(new Installation(directory), Map.of("WARDGATE_HOME", directory.toString()));
    return new OperatorAdd(home).run(List.of(name), new Terminal(nowhere, nowhere, false));
  }

  private List<Path> tokens() throws Exception {
    try (var files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void drawsATokenThatItsOwnerAloneMayRead() throws Exception {
    assertThat(add("ann")).isEqualTo(Exit.ACCEPTED);
    assertThat(tokens()).hasSize(1);
    Path file = tokens().get(0);
    assertThat(file.toString()).endsWith("admin/operators/ann.token");
    assertThat(Files.readString(file).strip()).matches("[0-9a-f]{64}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void keepsATokenThatIsThere() throws Exception {
    add("ann");
    String first = Files.readString(tokens().get(0));
    assertThatThrownBy(() -> add("ann")).isInstanceOf(UsageException.class);
    assertThat(Files.readString(tokens().get(0))).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Ann", "../admin", "a/b", "-a", "a b", ".token"})
  void refusesNamesThatAreNone(String name) {
    assertThatThrownBy(() -> add(name)).isInstanceOf(UsageException.class);
  }
}
