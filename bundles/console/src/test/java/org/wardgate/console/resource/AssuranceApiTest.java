package org.wardgate.console.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.command.Command;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.console.resource.RawHttp.Reply;

/** Trust, exemptions, incidents, changes, cases, profiles and references, over real HTTP. */
class AssuranceApiTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String REASON = "{\"reason\":\"seen\"}";
  private static final String DECISION =
      "{\"kind\":\"references\",\"id\":\"https://maker.example/pump\",\"version\":7,\"sha256\":\""
          + "cd".repeat(32)
          + "\",\"reason\":\"seen\"}";

  @TempDir static Path work = Path.of("");
  private static ConsoleServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new ConsoleServer(work);
    Path file = server.data.resolve("admin/operators/anna.token");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "ab".repeat(32) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  private static RawHttp admin() throws IOException {
    return new RawHttp(server.port).token(server.token());
  }

  private static RawHttp anna() {
    return new RawHttp(server.port).token("ab".repeat(32));
  }

  private static JsonNode json(Reply reply, int status) throws IOException {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    return MAPPER.readTree(reply.body());
  }

  private static Command last() {
    return server.ward.commands.get(server.ward.commands.size() - 1);
  }

  private static TrustQuestion asked() {
    return server.assurance.asked.get(server.assurance.asked.size() - 1);
  }

  @Test
  void trustSaysWhichClaimWhichReferenceAndWhichRuleDidIt() throws IOException {
    JsonNode trust = json(admin().get("/api/v1/devices/pump-1/trust"), 200);
    assertThat(trust.path("verdict").path("outcome").asText()).isEqualTo("NOT_TRUSTED");
    assertThat(trust.path("verdict").path("actual").path("probability").asDouble())
        .isCloseTo(0.8, offset(1e-9));
    assertThat(trust.path("verdict").path("actions").path("ADMIT").path("required").asDouble())
        .isEqualTo(0.85);
    JsonNode attestation = trust.path("attestation");
    assertThat(attestation.path("reference").asText()).isEqualTo("pump v7");
    assertThat(attestation.path("reasons").get(0).path("claim").asText()).isEqualTo("executables");
    assertThat(attestation.path("reasons").get(0).path("rule").asText())
        .isEqualTo("unknown-firmware");
    assertThat(attestation.path("caseId").asText()).isEqualTo("case-1");
    assertThat(trust.path("measures").get(1).asText()).isEqualTo("QUARANTINE");
    assertThat(trust.path("functions").path("bolus").asBoolean(true)).isFalse();
    assertThat(trust.path("challenges").path("stale").asBoolean()).isTrue();
    assertThat(trust.path("exemption").path("kind").asText()).isEqualTo("OVERRIDE");
    json(admin().get("/api/v1/devices/nobody/trust"), 404);
    json(admin().get("/api/v1/devices/unknown-0011223344556677/trust"), 404);
  }

  @Test
  void explainAndDeviceCarryTrustAndIncidents() throws IOException {
    for (String path : new String[] {"/api/v1/devices/pump-1", "/api/v1/devices/pump-1/explain"}) {
      JsonNode device = json(admin().get(path), 200);
      assertThat(device.path("trustDetail").path("verdict").path("veto").asText())
          .isEqualTo("attestation");
      assertThat(device.path("incidents").get(0).path("id").asText()).isEqualTo("INC-1");
    }
    JsonNode other = json(admin().get("/api/v1/devices/unknown-0011223344556677"), 200);
    assertThat(other.path("trustDetail").isNull()).isTrue();
    assertThat(other.path("incidents")).isEmpty();
  }

  @Test
  void whatIfAsksWithTheAssumptionsAlone() throws IOException {
    String body =
        "{\"tier\":\"contraindicated\",\"cvss\":9.8,\"violations\":4,\"control.secure-boot\":false,"
            + "\"patches\":\"behind\",\"required\":0.5}";
    JsonNode answer = json(admin().post("/api/v1/devices/pump-1/what-if", body), 200);
    assertThat(answer.path("then").path("required").asDouble()).isEqualTo(0.85);
    assertThat(asked().attestation().contraindicated()).isTrue();
    assertThat(asked().attestation().affirmed()).isFalse();
    assertThat(asked().attestation().controls()).containsEntry("secure-boot", false);
    assertThat(asked().vulnerabilities().known()).isTrue();
    assertThat(asked().vulnerabilities().cvssMax()).isEqualTo(9.8);
    assertThat(asked().vulnerabilities().openCount()).isEqualTo(1);
    assertThat(asked().behaviour().violationsCount()).isEqualTo(4);
    assertThat(asked().behaviour().destinationsCount()).isEqualTo(1);
    assertThat(asked().upkeep().patches()).isEqualTo(TrustQuestion.Upkeep.Patches.BEHIND);
    assertThat(asked().requirement().requiredTrust()).isEqualTo(0.5);
    json(admin().post("/api/v1/devices/pump-1/what-if", "{}"), 200);
    assertThat(asked().attestation().affirmed()).isTrue();
    assertThat(asked().vulnerabilities().known()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}{}",
        "{\"cvss\":11}",
        "{\"cvss\":-1}",
        "{\"cvss\":\"9\"}",
        "{\"cvss\":1e999}",
        "{\"cvss\":9,\"cvss\":1}",
        "{\"tier\":\"good\"}",
        "{\"tier\":2}",
        "{\"violations\":null}",
        "{\"destinations\":1.5}",
        "{\"control.x\":\"true\"}",
        "{\"unknown\":1}",
        "{\"cvss\":{\"x\":1}}",
        "{\"required\":2}"
      })
  void aWrongAssumptionIsRefused(String body) throws IOException {
    json(admin().post("/api/v1/devices/pump-1/what-if", body), 400);
  }

  @Test
  void exemptionsGoThroughTheGateInTheOperatorsNameWithTheirValidity() throws IOException {
    String body = "{\"minutes\":90,\"reason\":\"therapy\"}";
    json(admin().post("/api/v1/devices/pump-1/overrule", body), 200);
    assertThat(((Command.Overrule) last()).validity()).isEqualTo(Duration.ofMinutes(90));
    assertThat(last().operator()).isEqualTo("token:admin");
    json(admin().post("/api/v1/devices/pump-1/accept", body), 200);
    assertThat(last()).isInstanceOf(Command.Accept.class);
    json(admin().post("/api/v1/devices/pump-1/end-exemption", REASON), 200);
    assertThat(last()).isInstanceOf(Command.EndExemption.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "overrule|{\"minutes\":0,\"reason\":\"x\"}",
        "overrule|{\"minutes\":10081,\"reason\":\"x\"}",
        "overrule|{\"minutes\":1.5,\"reason\":\"x\"}",
        "overrule|{\"minutes\":5}",
        "overrule|{\"reason\":\"x\"}",
        "overrule|{\"minutes\":5,\"reason\":\" \"}",
        "overrule|{\"minutes\":5,\"reason\":\"x\",\"operator\":\"chief\"}",
        "accept|{\"minutes\":59,\"reason\":\"x\"}",
        "accept|{\"minutes\":527041,\"reason\":\"x\"}",
        "end-exemption|{\"minutes\":5,\"reason\":\"x\"}"
      })
  void aWrongExemptionIsRefused(String what, String body) throws IOException {
    int before = server.ward.commands.size();
    json(admin().post("/api/v1/devices/pump-1/" + what, body), 400);
    assertThat(server.ward.commands).hasSize(before);
  }

  @Test
  void incidentsAreListedAndDecided() throws IOException {
    JsonNode incident = json(admin().get("/api/v1/incidents"), 200).path("incidents").get(0);
    assertThat(incident.path("atRisk").get(0).asText()).isEqualTo("pump-2");
    json(anna().post("/api/v1/incidents/INC-1/answer", REASON), 200);
    assertThat(last()).isInstanceOf(Command.AnswerIncident.class);
    assertThat(last().operator()).isEqualTo("operator:anna");
    json(admin().post("/api/v1/incidents/INC-1/dismiss", REASON), 200);
    assertThat(last()).isInstanceOf(Command.DismissIncident.class);
    json(anna().post("/api/v1/incidents/-1/answer", REASON), 400);
    json(anna().post("/api/v1/incidents/INC-1/answer", "{}"), 400);
  }

  @Test
  void theAdminsTokenIsNoSecondPersonForAnIncident() throws IOException {
    int before = server.ward.commands.size();
    JsonNode problem = json(admin().post("/api/v1/incidents/INC-1/answer", REASON), 403);
    assertThat(problem.path("code").asText()).isEqualTo("WG-CON-0015");
    assertThat(server.ward.commands).hasSize(before);
  }

  @Test
  void aChangeIsDecidedByThePersonWhoSawItsDigest() throws IOException {
    JsonNode change = json(admin().get("/api/v1/changes"), 200).path("changes").get(0);
    assertThat(change.path("worsened").get(0).asText()).isEqualTo("pump-1");
    assertThat(change.path("considered").asInt()).isEqualTo(3);
    json(anna().post("/api/v1/changes/approve", DECISION), 200);
    assertThat(((Command.ApproveChange) last()).change()).isEqualTo(FakeAssurance.CHANGE);
    assertThat(last().operator()).isEqualTo("operator:anna");
    json(admin().post("/api/v1/changes/dismiss", DECISION), 200);
    assertThat(last()).isInstanceOf(Command.DismissChange.class);
  }

  @Test
  void theAdminsTokenApprovesNoChange() throws IOException {
    int before = server.ward.commands.size();
    JsonNode problem = json(admin().post("/api/v1/changes/approve", DECISION), 403);
    assertThat(problem.path("code").asText()).isEqualTo("WG-CON-0015");
    assertThat(server.ward.commands).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"kind\":\"file\",\"id\":\"x\",\"version\":1,\"sha256\":\"\",\"reason\":\"x\"}",
        "{\"kind\":\"profile\",\"id\":\"\",\"version\":1,\"sha256\":\"\",\"reason\":\"x\"}",
        "{\"kind\":\"profile\",\"id\":\"x\",\"version\":-1,\"sha256\":\"\",\"reason\":\"x\"}",
        "{\"kind\":\"profile\",\"id\":\"x\",\"version\":1e30,\"sha256\":\"\",\"reason\":\"x\"}",
        "{\"kind\":\"profile\",\"id\":\"x\",\"version\":1,\"sha256\":\"ab\",\"reason\":\"x\"}",
        "{\"kind\":\"profile\",\"id\":\"x\",\"version\":1,\"sha256\":\"\"}"
      })
  void aWrongDecisionIsRefused(String body) throws IOException {
    json(admin().post("/api/v1/changes/dismiss", body), 400);
  }

  @Test
  void casesAreListedAndHandedOut() throws IOException {
    JsonNode kept = json(admin().get("/api/v1/cases"), 200).path("cases").get(0);
    assertThat(kept.path("policy").asText()).isEqualTo("infusion-pump v3");
    assertThat(admin().get("/api/v1/cases/case-1").body()).contains("{\"case\":\"ä\"}");
    assertThat(json(admin().get("/api/v1/cases/case-2"), 404).path("code").asText())
        .isEqualTo("WG-CON-0020");
    json(admin().get("/api/v1/cases/-x"), 400);
  }

  @Test
  void profilesAreTried() throws IOException {
    assertThat(json(admin().get("/api/v1/profiles"), 200).path("profiles").get(0).asText())
        .isEqualTo("infusion-pump v3");
    JsonNode trial =
        json(admin().post("/api/v1/profiles/dry-run", "{\"id\":\"x\"}"), 200)
            .path("devices")
            .get(0);
    assertThat(trial.path("then").asText()).isEqualTo("WARNING");
    assertThat(trial.path("because").asText()).isEqualTo("debug-is-open");
    json(admin().post("/api/v1/profiles/dry-run", "{}"), 422);
    // announced alone: who sends it all may be cut off before the answer is read
    json(admin().with("Content-Length", "600000").post("/api/v1/profiles/dry-run", "{"), 413);
  }

  @Test
  void referencesAreHandedIn() throws IOException {
    json(admin().get("/api/v1/references"), 200);
    JsonNode change = json(admin().post("/api/v1/references", "{\"content\":\"AQID\"}"), 200);
    assertThat(change.path("version").asInt()).isEqualTo(7);
    assertThat(server.assurance.handedIn.get(server.assurance.handedIn.size() - 1).hex())
        .isEqualTo("010203");
    json(admin().post("/api/v1/references", "{\"content\":\"?\"}"), 400);
    json(admin().post("/api/v1/references", "{}"), 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/devices/pump-1/trust",
        "/api/v1/incidents",
        "/api/v1/changes",
        "/api/v1/cases",
        "/api/v1/cases/case-1",
        "/api/v1/profiles",
        "/api/v1/references"
      })
  void nothingOfItIsToldWithoutAToken(String path) throws IOException {
    json(new RawHttp(server.port).get(path), 401);
    json(new RawHttp(server.port).token("00".repeat(32)).get(path), 401);
  }
}
