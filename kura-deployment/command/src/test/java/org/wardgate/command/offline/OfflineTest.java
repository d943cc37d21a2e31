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
  void aPacketIsExplained() throws Exception {
    String file = file("pump.json", MUD);
    String[] good = {
      file,
      "--packet",
      "from-device,tcp,192.0.2.10:443",
      "--resolve",
      "cloud.maker.example=192.0.2.10,cloud.maker.example=2001:db8::1"
    };
    assertThat(run(new MudExplain(CLOCK), true, good)).isEqualTo(Exit.ACCEPTED);
    assertThat(oneObject()).contains("\"accepted\":true").contains("\"rule\":\"f/a\"");
    assertThat(run(new MudExplain(CLOCK), false, good)).isEqualTo(Exit.ACCEPTED);
    assertThat(printed())
        .startsWith("accepted by f/a of https://maker.example/pump.json: device may open TCP");
  }

  @Test
  void aPacketThatNoEntryAcceptsIsDeniedWithACode() throws Exception {
    String file = file("pump.json", MUD);
    for (String packet :
        List.of(
            "from-device,tcp,192.0.2.10:443",
            "from-device,udp,192.0.2.10:443",
            "from-device,tcp,[2001:db8::1]:443",
            "to-device,icmp,192.0.2.10,8/0")) {
      assertThat(run(new MudExplain(CLOCK), true, file, "--packet", packet))
          .isEqualTo(Exit.REFUSED);
      assertThat(oneObject()).contains("\"accepted\":false").contains("\"code\":\"WG-POL-0002\"");
      assertThat(run(new MudExplain(CLOCK), false, file, "--packet", packet))
          .isEqualTo(Exit.REFUSED);
      assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("WG-POL-0002 ");
    }
    run(new MudExplain(CLOCK), false, file, "--packet", "from-device,tcp,192.0.2.10:443");
    assertThat(printed()).contains("nobody is known to be cloud.maker.example");
    assertThat(
            run(
                new MudExplain(CLOCK),
                true,
                file,
                "--packet",
                "from-device,tcp,192.0.2.10:443",
                "--bootstrapping"))
        .isEqualTo(Exit.REFUSED);
    assertThat(oneObject()).contains("no bootstrapping profile");
  }

  @Test
  void explainOptionsAreChecked() throws Exception {
    String file = file("pump.json", MUD);
    for (List<String> words :
        List.of(
            List.of("--resolve", "x"),
            List.of("--resolve", "=192.0.2.1"),
            List.of("--resolve", "x=host"),
            List.of("--member", "urn:x=192.0.2.1,"),
            List.of("--local-network", "10.0.0.0"),
            List.of("--local-network", "10.0.0.1/8"))) {
      List<String> all =
          new java.util.ArrayList<>(List.of(file, "--packet", "from-device,47,192.0.2.1"));
      all.addAll(words);
      assertThatThrownBy(() -> run(new MudExplain(CLOCK), false, all.toArray(String[]::new)))
          .isInstanceOf(UsageException.class);
    }
    assertThatThrownBy(() -> run(new MudExplain(CLOCK), false, file))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> run(new MudExplain(CLOCK), false, file, "--packet", "ping"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-POL-0001");
    assertThat(
            run(
                new MudExplain(CLOCK),
                true,
                file("bad.json", "{}"),
                "--packet",
                "from-device,47,192.0.2.1"))
        .isEqualTo(Exit.REFUSED);
    assertThat(oneObject()).contains("\"code\":\"WG-MUD-0005\"");
  }

  @Test
  void whatANewVersionChangesIsSaid() throws Exception {
    String older = file("older.json", MUD);
    String newer = file("newer.json", MUD.replace("\"port\":443", "\"port\":8443"));
    assertThat(run(new MudCheck(CLOCK), true, newer, "--diff", older)).isEqualTo(Exit.ACCEPTED);
    assertThat(oneObject()).contains("\"wider\":true").contains("port 8443 of cloud");
    assertThat(run(new MudCheck(CLOCK), false, newer, "--diff", older)).isEqualTo(Exit.ACCEPTED);
    assertThat(printed())
        .contains("change     the device may do more than before")
        .contains("change     + device may open TCP connections to port 8443")
        .contains("change     - device may open TCP connections to port 443");
    run(new MudCheck(CLOCK), false, older, "--diff", older);
    assertThat(printed()).contains("change     nothing changes");
    assertThat(run(new MudCompile(CLOCK), false, newer, "--diff", older)).isEqualTo(Exit.ACCEPTED);
    assertThat(printed().lines().filter(line -> line.startsWith("# "))).isNotEmpty();
    String bad = file("bad.json", "{}");
    assertThatThrownBy(() -> run(new MudCheck(CLOCK), false, newer, "--diff", bad))
        .hasMessageContaining("WG-MUD-0005");
    assertThat(run(new MudCheck(CLOCK), true, bad, "--diff", newer)).isEqualTo(Exit.REFUSED);
  }

  @Test
  void factsOfAFileAreShown() throws Exception {
    String certified =
        MUD.replace(
            "\"is-supported\":true,",
            "\"is-supported\":true,\"extensions\":[\"wardgate-certification\"],"
                + "\"wardgate-certification:certification\":{\"scheme\":\"EUCC\",\"level\":\"high\","
                + "\"certificate-id\":\"C-1\",\"expires-at\":\"2026-10-01T00:00:00Z\"},");
    String file = file("pump.json", certified);
    assertThat(run(new MudCheck(CLOCK), false, file)).isEqualTo(Exit.ACCEPTED);
    assertThat(printed())
        .contains("fact       certified EUCC high, C-1, until 2026-10-01T00:00:00Z")
        .contains("WG-MUD-0046");
    assertThat(run(new MudCheck(CLOCK), true, file, "--at", "2026-09-01T00:00:00Z"))
        .isEqualTo(Exit.ACCEPTED);
    assertThat(oneObject()).contains("\"certificateId\":\"C-1\"").doesNotContain("WG-MUD-0046");
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
