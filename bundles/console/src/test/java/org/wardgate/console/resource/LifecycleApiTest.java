package org.wardgate.console.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.command.Command;
import org.wardgate.api.onboarding.HandoverDesk;
import org.wardgate.api.pki.RolloverStep;
import org.wardgate.console.access.Access;
import org.wardgate.console.resource.RawHttp.Reply;

/** Revocation, handovers and the change of the ward CA's key over real HTTP. */
class LifecycleApiTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String REASON = "{\"reason\":\"lost in transit\"}";
  private static final String TO_B = "{\"to\":\"gateway-b\",\"reason\":\"moved\"}";

  @TempDir static Path work = Path.of("");
  private static ConsoleServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new ConsoleServer(work);
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  private static RawHttp admin() throws IOException {
    return new RawHttp(server.port).token(server.token());
  }

  private static JsonNode json(Reply reply, int status) throws IOException {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    return MAPPER.readTree(reply.body());
  }

  private static Command last() {
    return server.ward.commands.get(server.ward.commands.size() - 1);
  }

  @Test
  void revokingGoesThroughTheGateInTheOperatorsName() throws IOException {
    json(admin().post("/api/v1/devices/pump-1/revoke", REASON), 200);
    assertThat(last()).isInstanceOf(Command.Revoke.class);
    assertThat(last().operator()).isEqualTo(Access.OPERATOR);
    assertThat(last().reason()).isEqualTo("lost in transit");
    json(admin().post("/api/v1/devices/nobody/revoke", REASON), 404);
  }

  @Test
  void aDeviceIsHandedOverAndItsDocumentFetched() throws IOException {
    JsonNode outcome = json(admin().post("/api/v1/devices/pump-1/handover", TO_B), 200);
    assertThat(outcome.path("id").asText()).isEqualTo("pump-1");
    assertThat(last()).isInstanceOf(Command.HandOver.class);
    assertThat(((Command.HandOver) last()).toGateway()).isEqualTo("gateway-b");
    JsonNode document = json(admin().get("/api/v1/devices/pump-1/handover"), 200);
    assertThat(document.path("document").asText()).isEqualTo("AP8Q");
  }

  @Test
  void withoutHandoverThereIsNoDocument() throws IOException {
    JsonNode problem = json(admin().get("/api/v1/devices/unknown-0011223344556677/handover"), 404);
    assertThat(problem.path("code").asText()).isEqualTo("WG-CON-0016");
    json(admin().get("/api/v1/devices/nobody/handover"), 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"to\":\"gateway-b\"}",
        "{\"reason\":\"moved\"}",
        "{\"to\":\"\",\"reason\":\"moved\"}",
        "{\"to\":\"Gateway\",\"reason\":\"moved\"}",
        "{\"to\":\"../b\",\"reason\":\"moved\"}",
        "{\"to\":7,\"reason\":\"moved\"}",
        "{\"to\":\"b\",\"reason\":\" \"}",
        "{\"to\":\"b\",\"reason\":\"moved\",\"operator\":\"root\"}",
      })
  void malformedHandoversAreRefused(String body) throws IOException {
    int before = server.ward.commands.size();
    json(admin().post("/api/v1/devices/pump-1/handover", body), 400);
    assertThat(server.ward.commands).hasSize(before);
  }

  @Test
  void anotherWardsDocumentIsHandedIn() throws IOException {
    JsonNode accepted = json(admin().post("/api/v1/handovers", "{\"document\":\"AP8Q\"}"), 200);
    assertThat(accepted.path("id").asText()).isEqualTo("pump-1");
    assertThat(server.handovers.documents).contains(Bytes.ofHex("00ff10"));
  }

  @Test
  void aDocumentThatIsRefusedIsSaidSo() throws IOException {
    JsonNode problem = json(admin().post("/api/v1/handovers", "{\"document\":\"\"}"), 422);
    assertThat(problem.path("code").asText()).isEqualTo("WG-ONB-0020");
    json(admin().post("/api/v1/handovers", "{\"document\":\"%%\"}"), 400);
    json(admin().post("/api/v1/handovers", "{}"), 400);
    String huge = "A".repeat(HandoverDesk.DOCUMENT_MAX_BYTES * 2);
    json(admin().post("/api/v1/handovers", "{\"document\":\"" + huge + "\"}"), 413);
    json(new RawHttp(server.port).post("/api/v1/handovers", "{\"document\":\"AP8Q\"}"), 401);
  }

  @ParameterizedTest
  @CsvSource({"publish, PUBLISH", "activate, ACTIVATE"})
  void theWardCaTakesAStep(String name, RolloverStep step) throws IOException {
    String body = "{\"step\":\"" + name + "\",\"reason\":\"yearly\"}";
    JsonNode outcome = json(admin().post("/api/v1/ca/rollover", body), 200);
    assertThat(outcome.path("reason").asText()).isEqualTo("two roots");
    assertThat(((Command.RollAuthority) last()).step()).isEqualTo(step);
  }

  @Test
  void aStepThatDoesNotFitIsAConflict() throws IOException {
    String body = "{\"step\":\"finish\",\"reason\":\"yearly\"}";
    JsonNode problem = json(admin().post("/api/v1/ca/rollover", body), 409);
    assertThat(problem.path("code").asText()).isEqualTo("WG-PKI-0008");
    for (String wrong : new String[] {"PUBLISH", "", "all", "publish\u0000"}) {
      String bad = "{\"step\":\"" + wrong + "\",\"reason\":\"yearly\"}";
      json(admin().post("/api/v1/ca/rollover", bad), 400);
    }
    json(admin().post("/api/v1/ca/rollover", REASON), 400);
  }

  @Test
  void aDeviceComesWithItsCertificate() throws IOException {
    JsonNode certificate = json(admin().get("/api/v1/devices/pump-1"), 200).path("certificate");
    assertThat(certificate.path("serialNumber").asText()).isEqualTo("0a0b");
    assertThat(certificate.path("notAfter").asText()).isEqualTo("2026-11-01T08:00:00Z");
    assertThat(
            json(admin().get("/api/v1/devices/unknown-0011223344556677/explain"), 200)
                .path("certificate")
                .isNull())
        .isTrue();
  }
}
