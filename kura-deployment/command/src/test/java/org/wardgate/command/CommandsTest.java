package org.wardgate.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;
import org.wardgate.launcher.Installation;

class CommandsTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** What a command does. */
  private interface Deed {
    int run(Arguments arguments, Terminal terminal)
        throws UsageException, RefusedException, IOException;
  }

  private static Verb verb(Deed deed) {
    return new Verb() {
      @Override
      public Syntax syntax() {
        return new Syntax("do THING", Set.of(), Set.of(), 0, 1);
      }

      @Override
      public int run(Arguments arguments, Terminal terminal)
          throws UsageException, RefusedException, IOException {
        return deed.run(arguments, terminal);
      }
    };
  }

  private int run(Deed deed, boolean debug, String... words) {
    Map<String, Verb> verbs = Map.of("do", verb(deed), "do well", verb((a, t) -> Exit.ACCEPTED));
    return new Commands(verbs, stream(out), stream(err), debug).run(List.of(words));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theLongestNameWins() {
    assertThat(run((a, t) -> Exit.REFUSED, false, "do", "well")).isEqualTo(Exit.ACCEPTED);
    assertThat(run((a, t) -> Exit.REFUSED, false, "do", "badly")).isEqualTo(Exit.REFUSED);
  }

  @Test
  void usageErrorsAre64WithAUsageLine() {
    assertThat(run((a, t) -> 0, false, "do", "a", "b")).isEqualTo(Exit.USAGE);
    assertThat(complained()).contains("usage: wardgate do THING");
    assertThat(run((a, t) -> 0, false)).isEqualTo(Exit.USAGE);
    assertThat(run((a, t) -> 0, false, "undo\u001b[2J")).isEqualTo(Exit.USAGE);
    assertThat(complained()).contains("unknown command undo?[2J").doesNotContain("\u001b");
    assertThat(run((a, t) -> 0, false, "help")).isEqualTo(Exit.ACCEPTED);
    assertThat(printed()).contains("wardgate do THING");
  }

  @Test
  void refusalsAre2WithCodeAndRemedy() {
    Deed refusing =
        (a, t) -> {
          throw new RefusedException(LauncherErrors.NOT_RUNNING, "/x");
        };
    assertThat(run(refusing, false, "do")).isEqualTo(Exit.REFUSED);
    assertThat(complained()).contains("WG-LNCH-0008", "/x").contains("Start one with");
    assertThat(printed()).isEmpty();
    assertThat(run(refusing, false, "do", "--json")).isEqualTo(Exit.REFUSED);
    assertThat(printed())
        .isEqualTo(
            """
            {"code":"WG-LNCH-0008","reason":"No gateway runs in this instance","detail":"/x",\
            "remedy":"Start one with 'up' or 'demo'"}
            """);
  }

  @Test
  void unreadableFilesAre2() {
    Deed failing =
        (a, t) -> {
          throw new NoSuchFileException("/no/such");
        };
    assertThat(run(failing, false, "do")).isEqualTo(Exit.REFUSED);
    assertThat(complained()).contains("WG-LNCH-0011").contains("/no/such");
  }

  @Test
  void defectsAre70WithoutStackTraceUnlessAsked() {
    Deed broken =
        (a, t) -> {
          throw new IllegalStateException("oops");
        };
    assertThat(run(broken, false, "do")).isEqualTo(Exit.INTERNAL);
    assertThat(complained()).contains("oops").doesNotContain("\tat ");
    assertThat(run(broken, true, "do")).isEqualTo(Exit.INTERNAL);
    assertThat(complained()).contains("\tat org.wardgate");
  }

  @Test
  void everyCommandOfTheTableIsThere() {
    assertThat(Verbs.all(new Installation(Path.of("/x")), Map.of()).keySet())
        .contains(
            "demo",
            "up",
            "down",
            "status",
            "devices",
            "device",
            "explain",
            "quarantine",
            "release",
            "retire",
            "revoke",
            "handover",
            "handover accept",
            "ca rollover",
            "ca crl",
            "ca anchors",
            "mud check",
            "mud compile",
            "evidence verify",
            "trust fuse",
            "cert show",
            "journal verify",
            "journal export");
  }
}
