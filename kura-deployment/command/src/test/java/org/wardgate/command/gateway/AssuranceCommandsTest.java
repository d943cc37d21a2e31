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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;
import org.wardgate.launcher.Installation;
import org.wardgate.launcher.feature.JsonFile;

/** Trust, exemptions, incidents, changes and cases on the command line. */
class AssuranceCommandsTest {
  @TempDir Path directory = Path.of("");

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  private Verb verb(String name) {
    Home home = Home.of(new Installation(directory), Map.of("WARDGATE_HOME", directory.toString()));
    return switch (name) {
      case "trust" -> new TrustShow(home);
      case "what-if" -> new TrustWhatIf(home);
      case "overrule" -> Exempt.overrule(home);
      case "accept" -> Exempt.accept(home);
      case "end" -> new ExemptionEnd(home);
      case "break-glass" -> new BreakGlassOpen(home);
      case "codes" -> new BreakGlassDraw(home);
      case "incidents" -> new IncidentList(home);
      case "answer" -> new IncidentDecision(home, "answer");
      case "changes" -> new ChangeList(home);
      case "approve" -> new ChangeDecision(home, "approve");
      case "cases" -> new CaseList(home);
      case "case" -> new CaseShow(home);
      case "dry-run" -> new ProfileDryRun(home);
      case "corim" -> new CorimApply(home);
      default -> new ConformityGet(home);
    };
  }

  private int run(String line) throws Exception {
    List<String> words = List.of(line.split(" "));
    PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    return verb(words.get(0)).run(words.subList(1, words.size()), new Terminal(out, out, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trust",
        "trust Pump!",
        "trust a b",
        "what-if pump-1",
        "what-if pump-1 --cvss high",
        "what-if pump-1 --cvss -1",
        "what-if pump-1 --control secure-boot",
        "what-if pump-1 --control secure-boot=maybe",
        "what-if pump-1 --control",
        "what-if pump-1 --control a=true --control a=false",
        "what-if --cvss 9",
        "overrule pump-1 --hours 8",
        "overrule pump-1 --reason x",
        "overrule pump-1 --hours 0 --reason x",
        "overrule pump-1 --hours 169 --reason x",
        "overrule pump-1 --hours 1.5 --reason x",
        "accept pump-1 --days 367 --reason x",
        "accept pump-1 --hours 5 --reason x",
        "end pump-1",
        "break-glass pump-1 --reason x",
        "break-glass pump-1 --code 1-AAAA-AAAA-AAAA",
        "break-glass pump-1 --code c --reason x --minutes 721",
        "break-glass --code c --reason x",
        "codes",
        "codes --count 0",
        "codes --count 101",
        "incidents now",
        "answer INC-1",
        "answer ../x --reason x",
        "approve x --version 1 --reason x",
        "approve x --sha256 0123456789ab --reason x",
        "approve x --version 1 --sha256 0123 --reason x",
        "approve x --version new --sha256 0123456789ab --reason x",
        "case",
        "case ../x",
        "dry-run",
        "corim",
        "get",
        "get pump-1 --format xml",
        "get pump-1 --status"
      })
  void refusesAWrongLine(String line) {
    assertThatThrownBy(() -> run(line)).as(line).isInstanceOf(UsageException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trust pump-1",
        "what-if pump-1 --cvss 9.8 --control secure-boot=false --control=isolation=true",
        "overrule pump-1 --hours 8 --reason x",
        "accept pump-1 --days 30 --reason x",
        "end pump-1 --reason x",
        "break-glass pump-1 --code 1-AAAA-AAAA-AAAA --reason x --minutes 5",
        "incidents",
        "answer INC-1 --reason x",
        "changes",
        "approve x --version 7 --sha256 0123456789ab --reason x",
        "cases",
        "case case-1",
        "get pump-1 --format cwt",
        "get 00112233445566778899aabbccddeeff --status"
      })
  void saysThatNoGatewayRuns(String line) {
    assertThatThrownBy(() -> run(line))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-LNCH-0008");
  }

  @Test
  void aFileThatIsMissingOrTooLargeIsNotSent() throws Exception {
    assertThatThrownBy(() -> run("dry-run " + directory.resolve("none")))
        .isInstanceOf(java.io.IOException.class);
    Path large = Files.write(directory.resolve("large"), new byte[5 * 1024 * 1024]);
    assertThatThrownBy(() -> run("dry-run " + large)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> run("corim " + large)).isInstanceOf(UsageException.class);
  }

  @Test
  void explainSaysWhichClaimWhichReferenceAndWhichRuleDidIt() throws Exception {
    Map<String, Object> trust =
        JsonFile.parse(
            """
            {"verdict":{"outcome":"NOT_TRUSTED","actual":{"belief":0,"disbelief":1,"uncertainty":0,
            "baseRate":0.5,"probability":0.0},"required":0.75,"contributions":{"attestation":
            {"belief":0,"disbelief":1,"uncertainty":0,"baseRate":0.5,"probability":0.0}},
            "conflict":0,"veto":"attestation","actions":{"ADMIT":{"outcome":"NOT_TRUSTED",
            "required":0.75}}},"measures":["QUARANTINE"],"functions":{"bolus":false},
            "attestation":{"tier":"CONTRAINDICATED","at":"2026-11-01T12:00:00Z","policy":"pump v3",
            "reference":"pump v7","version":"2.2","caseId":"case-9","reasons":[{"claim":
            "executables","value":96,"rule":"unknown-firmware","detail":"main is not known"}]},
            "challenges":{"periodSeconds":10,"nextAt":null,"missed":3,"stale":true},
            "exemption":null,"vulnerabilities":["CVE-2026-1 9.8"],"conformitySeconds":120}
            """
                .getBytes(StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    TrustText.print(trust, new Terminal(out, out, false));
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("claim executables = 96 by rule unknown-firmware: main is not known")
        .contains("policy pump v3, reference pump v7, firmware 2.2")
        .contains("kept as case case-9")
        .contains("veto of attestation")
        .contains("function   bolus  withheld")
        .contains("missed 3, STALE")
        .contains("vulnerable CVE-2026-1 9.8");
  }

  @Test
  void trustThatIsNotKnownPrintsNothingOdd() {
    PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    TrustText.print(
        Map.of("verdict", Map.of(), "attestation", Optional.empty()),
        new Terminal(out, out, false));
    assertThat(shown.toString(StandardCharsets.UTF_8)).contains("evidence   none");
  }

  @Test
  void aJsonBodyIsQuoted() {
    assertThat(JsonBody.of(Map.of("reason", "\"}\n"))).isEqualTo("{\"reason\":\"\\\"}\\n\"}");
    assertThat(JsonBody.of(Map.of("a", true))).isEqualTo("{\"a\":true}");
    assertThat(JsonBody.of(Map.of("a", 5))).isEqualTo("{\"a\":5}");
  }

  @Test
  void breakGlassSendsNoToken() throws Exception {
    Path socket = directory.resolve("s");
    FakeGateway fake = new FakeGateway(socket, FakeGateway.json(200, "{\"id\":\"pump-1\"}"));
    try {
      AdminClient client = new AdminClient(socket, directory.resolve("no-token"));
      assertThat(client.postOpen("/break-glass", "{}")).containsEntry("id", "pump-1");
      assertThat(fake.requests.get(0))
          .startsWith("POST /break-glass ")
          .doesNotContain("Authorization");
    } finally {
      fake.stop();
    }
  }

  @Test
  void theFormatWantedIsAskedFor() throws Exception {
    Path socket = directory.resolve("s");
    FakeGateway fake = new FakeGateway(socket, "HTTP/1.1 200 OK\r\n\r\nx");
    try {
      AdminClient client = new AdminClient(socket, directory.resolve("no-token"));
      assertThat(client.open("/conformity/pump-1", "application/cwt").length()).isEqualTo(1);
      assertThat(fake.requests.get(0)).contains("Accept: application/cwt\r\n");
    } finally {
      fake.stop();
    }
  }
}
