package org.wardgate.command.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;
import org.wardgate.launcher.Installation;

/** What is wrong on the command line is said before a gateway is looked for. */
class LifecycleCommandsTest {
  @TempDir Path directory = Path.of("");

  private Verb verb(String name) {
    Home home = Home.of(new Installation(directory), Map.of("WARDGATE_HOME", directory.toString()));
    return switch (name) {
      case "revoke" -> new DeviceCommand(home, "revoke");
      case "handover" -> new HandOver(home);
      case "accept" -> new HandoverAccept(home);
      case "rollover" -> new CaRollover(home);
      case "crl" -> new CaCrl(home);
      default -> new CaAnchors(home);
    };
  }

  private int run(String line) throws Exception {
    List<String> words = List.of(line.split(" "));
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return verb(words.get(0))
        .run(words.subList(1, words.size()), new Terminal(nowhere, nowhere, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "revoke",
        "revoke pump-1",
        "revoke Pump! --reason x",
        "handover pump-1",
        "handover --to b",
        "handover pump-1 --to B",
        "handover pump-1 --to ../b",
        "handover pump-1 --to b --from a",
        "accept",
        "accept a b",
        "rollover",
        "rollover begin",
        "rollover PUBLISH",
        "crl now",
        "anchors now",
      })
  void refusesAWrongLine(String line) {
    assertThatThrownBy(() -> run(line)).as(line).isInstanceOf(UsageException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "revoke pump-1 --reason lost",
        "handover pump-1 --to gateway-b",
        "rollover publish",
        "crl",
        "anchors"
      })
  void saysThatNoGatewayRuns(String line) {
    assertThatThrownBy(() -> run(line))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-LNCH-0008");
  }

  @Test
  void readsTheDocumentBeforeItLooksForAGateway() throws Exception {
    Path file = Files.writeString(directory.resolve("document"), "x");
    assertThatThrownBy(() -> run("accept " + file)).hasMessageContaining("WG-LNCH-0008");
    assertThatThrownBy(() -> run("accept " + directory.resolve("none")))
        .isInstanceOf(java.io.IOException.class);
  }

  @Test
  void whatIsServedToAnybodyComesAsItIs() throws Exception {
    Path socket = directory.resolve("s");
    FakeGateway fake = new FakeGateway(socket, "HTTP/1.1 200 OK\r\n\r\n0\u0003");
    try {
      AdminClient client = new AdminClient(socket, directory.resolve("no-token"));
      assertThat(client.open("/pki/crl")).isEqualTo(Bytes.ofHex("3003"));
      assertThat(fake.requests.get(0)).startsWith("GET /pki/crl ").doesNotContain("Authorization");
    } finally {
      fake.stop();
    }
  }
}
