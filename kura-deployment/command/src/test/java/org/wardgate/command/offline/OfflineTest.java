package org.wardgate.command.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;

/** The offline commands: wired to the right code, one JSON object, the right exit status. */
class OfflineTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);

  private static final String MUD =
      """
      {"ietf-mud:mud":{"mud-version":1,"mud-url":"https://maker.example/pump.json",
       "last-update":"2026-01-01T00:00:00+00:00","cache-validity":48,"is-supported":true,
       "systeminfo":"pump",
       "from-device-policy":{"access-lists":{"access-list":[{"name":"f"}]}},
       "to-device-policy":{"access-lists":{"access-list":[{"name":"t"}]}}},
       "ietf-access-control-list:acls":{"acl":[
        {"name":"f","type":"ipv4-acl-type","aces":{"ace":[{"name":"a",
          "matches":{"ipv4":{"protocol":6,"ietf-acldns:dst-dnsname":"cloud.maker.example"},
           "tcp":{"ietf-mud:direction-initiated":"from-device",
            "destination-port":{"operator":"eq","port":443}}},
          "actions":{"forwarding":"accept"}}]}},
        {"name":"t","type":"ipv4-acl-type","aces":{"ace":[{"name":"b",
          "matches":{"ipv4":{"protocol":6,"ietf-acldns:src-dnsname":"cloud.maker.example"},
           "tcp":{"ietf-mud:direction-initiated":"from-device",
            "source-port":{"operator":"eq","port":443}}},
          "actions":{"forwarding":"accept"}}]}}]}}
      """;

  @TempDir Path directory = Path.of("");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(Verb verb, boolean json, String... words) throws Exception {
    out.reset();
    err.reset();
    return verb.run(List.of(words), new Terminal(stream(out), stream(err), json));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String oneObject() throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(printed())) {
      parser.nextToken();
      parser.skipChildren();
      assertThat(parser.nextToken()).as("nothing behind the object").isNull();
    }
    return printed();
  }

  @Test
  void aGoodMudFileIsValid() throws Exception {
    String file = file("pump.json", MUD);
    assertThat(run(new MudCheck(CLOCK), false, file)).isEqualTo(Exit.ACCEPTED);
    assertThat(printed()).contains("VALID, unsigned").contains("cloud.maker.example");
    assertThat(run(new MudCheck(CLOCK), true, file)).isEqualTo(Exit.ACCEPTED);
    assertThat(oneObject()).contains("\"verdict\":\"VALID\"");
    assertThat(run(new MudCompile(CLOCK), true, file)).isEqualTo(Exit.ACCEPTED);
    assertThat(oneObject()).contains("\"nft\":\"set ");
    assertThat(run(new MudCompile(CLOCK), false, file, "--table", "br0", "--local", "10.0.0.0/8"))
        .isEqualTo(Exit.ACCEPTED);
    assertThat(printed()).startsWith("table inet wardgate {");
  }

  @Test
  void aBadMudFileIsRefusedWithItsCode() throws Exception {
    for (String bad : List.of("", "{", "[]", "{}", "\0\1", "[".repeat(50_000))) {
      String file = file("bad.json", bad);
      assertThat(run(new MudCheck(CLOCK), true, file)).isEqualTo(Exit.REFUSED);
      assertThat(oneObject()).contains("\"code\":\"WG-MUD-");
      assertThat(run(new MudCheck(CLOCK), false, file)).isEqualTo(Exit.REFUSED);
      assertThat(err.toString(StandardCharsets.UTF_8)).contains("WG-MUD-").doesNotContain("\tat ");
      assertThat(run(new MudCompile(CLOCK), true, file)).isEqualTo(Exit.REFUSED);
    }
  }

  @Test
  void mudOptionsAreChecked() throws Exception {
    String file = file("pump.json", MUD);
    for (List<String> words :
        List.of(
            List.of(file, "--signature", file),
            List.of(file, "--trust", file),
            List.of(file, "--at", "yesterday"))) {
      assertThatThrownBy(() -> run(new MudCheck(CLOCK), false, words.toArray(String[]::new)))
          .isInstanceOf(UsageException.class);
    }
    assertThatThrownBy(() -> run(new MudCompile(CLOCK), false, file, "--local", "10/8"))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> run(new MudCheck(CLOCK), false, file, "--signature=x", "--trust=y"))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void evidenceThatIsNoneIsRefused() throws Exception {
    String nonsense = file("token", "not a token");
    assertThat(run(new EvidenceVerify(CLOCK), true, "--token", nonsense, "--key", nonsense))
        .isEqualTo(Exit.REFUSED);
    assertThat(oneObject()).contains("\"accepted\":false").contains("\"code\":\"WG-ATT-");
    assertThatThrownBy(() -> run(new EvidenceVerify(CLOCK), true, "--token", nonsense))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void opinionsAreFused() throws Exception {
    assertThat(run(new TrustFuse(), true, "--operator", "cumulative", "0.5,0.2,0.3", "0.6,0.1,0.3"))
        .isEqualTo(Exit.ACCEPTED);
    assertThat(oneObject()).contains("\"projected\":0.73529");
    assertThatThrownBy(() -> run(new TrustFuse(), true, "--operator", "guess", "1,0,0", "1,0,0"))
        .hasMessageContaining("WG-TRU-0003");
    assertThatThrownBy(() -> run(new TrustFuse(), true, "1,0,0"))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void whatIsNoCertificateIsRefused() throws Exception {
    for (String bad : List.of("", "x", "-----BEGIN CERTIFICATE-----\nAA\n")) {
      String file = file("cert", bad);
      assertThatThrownBy(() -> run(new CertShow(), true, file))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("WG-LNCH-0016");
    }
    assertThatThrownBy(() -> run(new CertShow(), true, directory.resolve("no").toString()))
        .hasMessageContaining("WG-LNCH-0011");
    assertThatThrownBy(() -> run(new CertShow(), true, "\0")).hasMessageContaining("WG-LNCH-0011");
  }

  @Test
  void aFolderWithoutJournalIsRefused() {
    assertThatThrownBy(() -> run(new JournalVerify(), true, directory.toString()))
        .hasMessageContaining("WG-JNL-0005");
    assertThatThrownBy(() -> run(new JournalExport(), true, directory.toString()))
        .hasMessageContaining("WG-JNL-0005");
  }
}
