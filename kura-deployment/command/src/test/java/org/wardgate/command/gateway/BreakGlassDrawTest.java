package org.wardgate.command.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Terminal;
import org.wardgate.console.access.BreakGlass;
import org.wardgate.console.access.BreakGlassCodes;
import org.wardgate.launcher.Installation;

/** Codes that the command line draws open the console's glass. */
class BreakGlassDrawTest {
  @TempDir Path directory = Path.of("");

  @Test
  void drawsCodesThatTheConsoleTakesOnce() throws Exception {
    Home home = Home.of(new Installation(directory), Map.of("WARDGATE_HOME", directory.toString()));
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    assertThat(new BreakGlassDraw(home).run(List.of("--count", "3"), new Terminal(out, out, false)))
        .isEqualTo(Exit.ACCEPTED);
    List<String> codes =
        shown.toString(StandardCharsets.UTF_8).lines().filter(l -> l.matches("[0-9]-.*")).toList();
    assertThat(codes).hasSize(3);
    try (var files = Files.walk(directory)) {
      Path folder =
          files.filter(file -> file.endsWith("admin/break-glass")).findFirst().orElseThrow();
      BreakGlass glass = new BreakGlass(new BreakGlassCodes(folder));
      assertThat(glass.check(codes.get(2)).use()).isEqualTo("break-glass code 3");
      for (String name : List.of("1.code", "2.code", "3.used")) {
        assertThat(Files.readString(folder.resolve(name)))
            .doesNotContain(codes.get(0).substring(2));
      }
    }
  }
}
