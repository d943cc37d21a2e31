package org.wardgate.command.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateDesk;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;
import org.wardgate.launcher.Installation;

/** Settings and updates on the command line. */
class OperatingCommandsTest {
  private static final String ID = "ab".repeat(32);
  private static final String OTHER = "abababababababab" + "cd".repeat(24);

  @TempDir Path directory = Path.of("");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Verb verb(String name) {
    Home home = Home.of(new Installation(directory), Map.of("WARDGATE_HOME", directory.toString()));
    return switch (name) {
      case "list" -> new SettingsList(home);
      case "show" -> new SettingsShow(home);
      case "set" -> new SettingsSet(home);
      case "apply" -> new UpdateApply(home);
      case "fetch" -> new UpdateFetch(home);
      case "updates" -> new UpdateList(home);
      case "approve", "dismiss" -> new UpdateDecision(home, name);
      default -> new UpdateBack(home);
    };
  }

  private int run(String line) throws Exception {
    List<String> words = List.of(line.split(" "));
    PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
    return verb(words.get(0))
        .run(words.subList(1, words.size()), new Terminal(printed, printed, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list now",
        "show",
        "show ../journal",
        "show a/b",
        "set org.wardgate.names",
        "set org.wardgate.names port",
        "set org.wardgate.names =53",
        "set org.wardgate.names a/b=53",
        "set ../x port=53",
        "apply",
        "apply a b",
        "fetch https://a.example/x.dp",
        "fetch http://a.example/x.dp --signature x",
        "fetch file:///etc/passwd --signature x",
        "updates all",
        "approve",
        "approve abababab",
        "approve abab --reason x",
        "approve ABABABAB --reason x",
        "approve ../abababab --reason x",
        "dismiss abababab",
        "back",
        "back now --reason x",
      })
  void refusesAWrongLine(String line) {
    assertThatThrownBy(() -> run(line)).as(line).isInstanceOf(UsageException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "show org.wardgate.names",
        "set org.wardgate.names port=53",
        "updates",
        "approve abababab --reason x",
        "back --reason x",
      })
  void saysThatNoGatewayRuns(String line) {
    assertThatThrownBy(() -> run(line))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-LNCH-0008");
  }

  @Test
  void filesAreLookedAtBeforeAGateway() throws Exception {
    Path content = Files.writeString(directory.resolve("x.dp"), "package");
    assertThatThrownBy(() -> run("apply " + content)).isInstanceOf(java.io.IOException.class);
    Files.writeString(directory.resolve("x.dp.p7s"), "signature");
    assertThatThrownBy(() -> run("apply " + content)).hasMessageContaining("WG-LNCH-0008");
    Path huge = directory.resolve("huge");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(UpdateDesk.PACKAGE_MAX_BYTES + 1);
    }
    assertThatThrownBy(() -> run("apply " + huge + " --signature " + content))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> run("apply " + content + " --signature " + huge))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void aFileGoesAsItIs() throws Exception {
    Path socket = directory.resolve("s");
    Path token = Files.writeString(directory.resolve("token"), "secret\n");
    Path file = Files.write(directory.resolve("f"), new byte[] {'P', 'K', 3, 4});
    FakeGateway fake = new FakeGateway(socket, FakeGateway.json(200, "{\"id\":\"x\"}"));
    try {
      AdminClient client = new AdminClient(socket, token);
      assertThat(client.sendFile("PUT", "/updates/x/package", file)).containsEntry("id", "x");
      assertThat(fake.requests.get(0))
          .startsWith("PUT /api/v1/updates/x/package HTTP/1.1")
          .contains("Authorization: Bearer secret")
          .contains("Content-Type: application/octet-stream")
          .contains("Content-Length: 4")
          .endsWith("\r\n\r\nPK\u0003\u0004");
    } finally {
      fake.stop();
    }
  }

  @Test
  void aRefusalThatComesBeforeEverythingIsSentIsHeard() throws Exception {
    Path socket = directory.resolve("s");
    Path token = Files.writeString(directory.resolve("token"), "secret\n");
    Path file = Files.write(directory.resolve("f"), new byte[8 * 1024 * 1024]);
    String problem =
        "{\"code\":\"WG-UPD-0009\",\"reason\":\"r\",\"detail\":\"d\",\"remedy\":\"m\"}";
    FakeGateway fake = new FakeGateway(socket, FakeGateway.json(404, problem));
    try {
      AdminClient client = new AdminClient(socket, token);
      assertThatThrownBy(() -> client.sendFile("PUT", "/updates/x/package", file))
          .hasMessageContaining("WG-UPD-0009");
    } finally {
      fake.stop();
    }
  }

  @Test
  void anUpdateIsNamedByItsFirstDigitsIfTheyAreItsAlone() throws Exception {
    Path socket = directory.resolve("s");
    Path token = Files.writeString(directory.resolve("token"), "secret\n");
    FakeGateway fake =
        new FakeGateway(
            socket,
            FakeGateway.json(
                200, "{\"updates\":[{\"id\":\"" + ID + "\"},{\"id\":\"" + OTHER + "\"}]}"));
    try {
      AdminClient client = new AdminClient(socket, token);
      assertThat(UpdateText.id(client, ID.substring(0, 20))).isEqualTo(ID);
      for (String wrong : List.of("abababab", "ffffffff")) {
        assertThatThrownBy(() -> UpdateText.id(client, wrong))
            .isInstanceOf(RefusedException.class)
            .hasMessageContaining("WG-UPD");
      }
    } finally {
      fake.stop();
    }
  }

  @Test
  void aFormIsShownWithoutPasswords() {
    PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
    SettingsShow.show(
        new Terminal(printed, printed, false),
        Map.of(
            "name",
            "Names",
            "description",
            "The resolver",
            "refused",
            List.of("port: too large"),
            "fields",
            List.of(
                Map.of(
                    "id",
                    "port",
                    "type",
                    "Integer",
                    "min",
                    "0",
                    "max",
                    "9",
                    "values",
                    List.of("5")),
                Map.of("id", "secret", "type", "Password", "values", List.of("never sent")),
                Map.of("id", "text", "type", "String", "values", List.of("two\nlines")))));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("port     Integer   0..9    5")
        .contains("two lines")
        .contains("not taken: port: too large")
        .doesNotContain("never sent");
  }

  @Test
  void anUpdateIsShownWithWhatIsWrong() {
    PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
    UpdateText.show(
        new Terminal(printed, printed, false),
        Map.of(
            "id",
            ID,
            "version",
            "1.2.0",
            "state",
            "PUT_BACK",
            "code",
            "WG-UPD-0007",
            "reason",
            "not healthy",
            "detail",
            "x",
            "remedy",
            "Read",
            "findings",
            List.of("a is not active")));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("update abababababab to 1.2.0 is PUT_BACK")
        .contains("WG-UPD-0007 not healthy: x")
        .contains("a is not active");
  }
}
