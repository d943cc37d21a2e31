package org.wardgate.console.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.command.Command;
import org.wardgate.console.access.Access;
import org.wardgate.console.ports.Ports;
import org.wardgate.console.resource.RawHttp.Reply;

/** The API over real HTTP, as the distribution serves it. */
class AdminApiTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String DECISION = "{\"version\":7,\"reason\":\"seen\"}";
  private static final String REASON = "{\"reason\":\"alarm at the bedside\"}";

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

  @Test
  void statusSaysHowTheGatewayIs() throws IOException {
    JsonNode status = json(admin().get("/api/v1/status"), 200);
    assertThat(status.path("gatewayId").asText()).isEqualTo("gateway-1");
    assertThat(status.path("ready").asBoolean()).isTrue();
    assertThat(status.path("enforcement").asText()).isEqualTo("nftables");
    assertThat(status.path("devices").asInt()).isEqualTo(2);
    assertThat(status.path("alarms").get(0).asText()).isEqualTo("monitor-2 \"keeps\" its floor");
    assertThat(status.path("journal").path("records").asInt()).isEqualTo(12);
    assertThat(status.path("cloud").path("pending").asInt()).isEqualTo(2);
  }

  @Test
  void devicesComeWithStateReasonAndRemedy() throws IOException {
    JsonNode devices = json(admin().get("/api/v1/devices"), 200).path("devices");
    assertThat(devices).hasSize(2);
    assertThat(devices.get(0).path("name").asText()).isEqualTo("Pump \"one\"");
    assertThat(devices.get(0).path("trust").asDouble()).isEqualTo(0.97);
    assertThat(devices.get(0).path("code").isNull()).isTrue();
    assertThat(devices.get(1).path("state").asText()).isEqualTo("REFUSED");
    assertThat(devices.get(1).path("trust").isNull()).isTrue();
    assertThat(devices.get(1).path("code").asText()).isEqualTo("WG-ONB-0003");
    assertThat(devices.get(1).path("remedy").asText()).isEqualTo("Add its maker");
  }

  @Test
  void aDeviceComesWithItsPolicy() throws IOException {
    JsonNode rules = json(admin().get("/api/v1/devices/pump-1"), 200).path("policy").path("rules");
    assertThat(rules).hasSize(2);
    assertThat(rules.get(0).path("direction").asText()).isEqualTo("from-device");
    assertThat(rules.get(0).path("remotePorts").asText()).isEqualTo("443");
    assertThat(rules.get(0).path("remote").asText()).isEqualTo("telemetry.maker.example");
    assertThat(
            json(admin().get("/api/v1/devices/unknown-0011223344556677"), 200)
                .path("policy")
                .isNull())
        .isTrue();
  }

  @Test
  void explainTellsTheWayAndTheRulesInWords() throws IOException {
    JsonNode device = json(admin().get("/api/v1/devices/pump-1/explain"), 200);
    assertThat(device.path("history").get(0).path("sequence").asInt()).isEqualTo(7);
    assertThat(device.path("rules").get(0).asText()).contains("may open TCP connections");
  }

  @Test
  void commandsGoThroughTheGateInTheOperatorsName() throws IOException {
    JsonNode outcome = json(admin().post("/api/v1/devices/pump-1/quarantine", REASON), 200);
    assertThat(outcome.path("state").asText()).isEqualTo("QUARANTINED");
    Command command = server.ward.commands.get(server.ward.commands.size() - 1);
    assertThat(command).isInstanceOf(Command.Quarantine.class);
    assertThat(command.operator()).isEqualTo(Access.OPERATOR);
    assertThat(command.reason()).isEqualTo("alarm at the bedside");
    json(admin().post("/api/v1/devices/pump-1/retire", REASON), 200);
  }

  @Test
  void aCommandThatDoesNotFitIsAConflict() throws IOException {
    JsonNode problem = json(admin().post("/api/v1/devices/pump-1/release", REASON), 409);
    assertThat(problem.path("code").asText()).isEqualTo("WG-DEC-0008");
    assertThat(problem.path("detail").asText()).isEqualTo("it is ADMITTED");
  }

  @Test
  void anOperatorIsWhoHoldsTheToken() throws IOException {
    Path folder = Files.createDirectories(server.data.resolve("admin/operators"));
    String token = "ab".repeat(32);
    Path file = Files.writeString(folder.resolve("ann.token"), token);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    RawHttp ann = new RawHttp(server.port).token(token);
    org.assertj.core.api.Assertions.assertThat(
            java.util.stream.Stream.generate(() -> status(ann))
                .limit(2_000)
                .anyMatch(s -> s == 200))
        .as("the token counts within a second or so")
        .isTrue();
    JsonNode outcome = json(ann.post("/api/v1/advisories/ADV-1/approve", DECISION), 200);
    assertThat(outcome.path("id").asText()).isEqualTo("ADV-1");
    Command command = server.ward.commands.get(server.ward.commands.size() - 1);
    assertThat(command).isInstanceOf(Command.ApproveAdvisory.class);
    assertThat(((Command.OfAdvisory) command).version()).isEqualTo(7);
    assertThat(command.operator()).isEqualTo("operator:ann");
    String lying = "{\"version\":7,\"reason\":\"x\",\"operator\":\"bob\"}";
    RawHttp again = new RawHttp(server.port).token(token);
    json(again.post("/api/v1/advisories/ADV-1/approve", lying), 400);
  }

  @Test
  void theAdminsTokenApprovesNothingAndMayDismiss() throws IOException {
    int before = server.ward.commands.size();
    JsonNode problem = json(admin().post("/api/v1/advisories/ADV-1/approve", DECISION), 403);
    assertThat(problem.path("code").asText()).isEqualTo("WG-CON-0015");
    assertThat(problem.toString()).contains("wardgate operator add NAME");
    assertThat(server.ward.commands).hasSize(before);
    json(admin().post("/api/v1/advisories/ADV-1/dismiss", DECISION), 200);
    assertThat(server.ward.commands.get(server.ward.commands.size() - 1))
        .isInstanceOf(Command.DismissAdvisory.class);
  }

  @Test
  void aDecisionNamesTheVersionThatWasShown() throws IOException {
    for (String version : java.util.List.of("0", "-1", "1.5", "\"7\"", "12345678901234567")) {
      String body = "{\"version\":" + version + ",\"reason\":\"seen\"}";
      json(admin().post("/api/v1/advisories/ADV-1/dismiss", body), 400);
    }
    json(admin().post("/api/v1/advisories/ADV-1/dismiss", REASON), 400);
  }

  private static int status(RawHttp caller) {
    try {
      return caller.get("/api/v1/advisories").status();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void withoutAnAdvisoryDeskNothingIsHandedIn() throws IOException {
    String body = "{\"content\":\"e30=\",\"signature\":\"e30=\"}";
    assertThat(json(admin().post("/api/v1/advisories", body), 503).path("code").asText())
        .isEqualTo("WG-CON-0010");
    json(admin().post("/api/v1/advisories", "{\"content\":\"e30=\"}"), 400);
  }

  @Test
  void usageAndProposalAreServed() throws IOException {
    JsonNode usage = json(admin().get("/api/v1/devices/pump-1/usage"), 200);
    assertThat(usage.path("traffic").path("sentPackets").asInt()).isZero();
    assertThat(usage.path("counted").asBoolean()).isFalse();
    assertThat(usage.path("neverUsed")).isEmpty();
    JsonNode proposal = json(admin().get("/api/v1/devices/pump-1/proposal"), 200);
    assertThat(proposal.path("drop")).isEmpty();
    json(admin().get("/api/v1/devices/pump-9/usage"), 404);
  }

  @Test
  void aPacketIsExplained() throws IOException {
    String body = "{\"packet\":\"from-device,tcp,192.0.2.1:443\"}";
    JsonNode answer = json(admin().post("/api/v1/devices/pump-1/explain", body), 200);
    assertThat(answer.path("accepted").asBoolean()).isFalse();
    assertThat(answer.path("rule").isNull()).isTrue();
    String wrong = "{\"packet\":\"from-device,tcp,evil.example:443\"}";
    assertThat(
            json(admin().post("/api/v1/devices/pump-1/explain", wrong), 400).path("code").asText())
        .isEqualTo("WG-POL-0001");
  }

  @Test
  void theJournalIsWalked() throws IOException {
    JsonNode found = json(admin().get("/api/v1/journal/verify"), 200);
    assertThat(found.path("verified").asBoolean()).isFalse();
    assertThat(found.path("finding").asText()).startsWith("record 5");
  }

  @Test
  void theDescriptionNamesEveryRouteAndNothingElse() throws IOException {
    JsonNode paths = json(admin().get("/api/v1/openapi.json"), 200).path("paths");
    TreeSet<String> described = new TreeSet<>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(method -> described.add(method.getKey() + " " + path.getKey())));
    TreeSet<String> served = new TreeSet<>();
    AdminServlet.routes(new Ports())
        .all()
        .forEach(
            route ->
                served.add(
                    route.method().toLowerCase(Locale.ROOT)
                        + " /api/v1"
                        + route.path().replace("*", "{id}")));
    served.add("get /health/live");
    served.add("get /health/ready");
    served.add("get /pki/crl");
    served.add("post /pki/ocsp");
    served.add("get /pki/ocsp/{request}");
    served.add("get /pki/anchors.pem");
    served.add("get /conformity/{id}");
    served.add("get /conformity/status/{id}");
    served.add("get /conformity/signer.pem");
    served.add("get /break-glass");
    served.add("get /break-glass/break-glass.js");
    served.add("post /break-glass");
    served.add("get /console");
    served.add("get /console/console.css");
    served.add("get /console/console.js");
    served.add("get /console/forms.js");
    assertThat(described).isEqualTo(served);
  }

  @Test
  void healthNeedsNoTokenAndTellsNothingOfDevices() throws IOException {
    RawHttp anybody = new RawHttp(server.port);
    assertThat(json(anybody.get("/health/live"), 200).path("live").asBoolean()).isTrue();
    assertThat(json(anybody.get("/health/ready"), 200).path("ready").asBoolean()).isTrue();
    server.ward.ready = false;
    try {
      assertThat(anybody.get("/health/ready").status()).isEqualTo(503);
    } finally {
      server.ward.ready = true;
    }
  }

  @Test
  void aRequestWaitsForAPartThatIsBeingReplaced() throws Exception {
    server.wardLeaves();
    JsonNode ready = MAPPER.readTree(new RawHttp(server.port).get("/health/ready").body());
    assertThat(ready.path("missing").toString()).contains("decision", "command gate");
    assertThat(json(admin().get("/api/v1/status"), 200).path("ready").asBoolean()).isFalse();
    CompletableFuture<Reply> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return admin().get("/api/v1/devices");
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    server.wardReturns();
    assertThat(waiting.get().status()).isEqualTo(200);
  }

  @Test
  void theTokenFileIsTheOwnersAlone() throws IOException {
    Path file = server.data.resolve("admin/admin.token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(server.token()).matches("[0-9a-f]{64}");
  }

  @Test
  void noTokenNoEntry() throws IOException {
    Reply reply = new RawHttp(server.port).get("/api/v1/devices");
    assertThat(json(reply, 401).path("code").asText()).isEqualTo("WG-CON-0001");
    assertThat(reply.head()).contains("WWW-Authenticate: Bearer");
    assertThat(reply.body()).doesNotContain("pump-1");
  }

  @Test
  void noWayRoundTheToken() throws IOException {
    String good = server.token();
    RawHttp http = new RawHttp(server.port);
    for (String wrong :
        new String[] {
          "Bearer " + "0".repeat(64),
          "Bearer " + good.substring(1),
          "Bearer " + good + "0",
          "Bearer " + good.toUpperCase(Locale.ROOT) + "x",
          "bearer " + good,
          "Bearer  " + good,
          "Basic " + good,
          good,
          "Bearer",
          "Bearer ",
        }) {
      assertThat(http.with("Authorization", wrong).get("/api/v1/devices").status())
          .as(wrong)
          .isEqualTo(401);
    }
    assertThat(admin().again("Authorization", "Bearer x").get("/api/v1/devices").status())
        .isEqualTo(401);
    assertThat(
            new RawHttp(server.port)
                .with("Cookie", "token=" + good)
                .get("/api/v1/devices?token=" + good)
                .status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "null",
        "https://127.0.0.1.evil.example",
        "http://127.0.0.1:1",
        "file:///etc/passwd",
        "http://",
        "",
        "http://user@evil.example",
      })
  void aForeignPageIsRefusedEvenWithTheToken(String origin) throws IOException {
    Reply reply = admin().with("Origin", origin).get("/api/v1/devices");
    assertThat(json(reply, 403).path("code").asText()).isEqualTo("WG-CON-0002");
    assertThat(reply.head()).doesNotContain("Access-Control-Allow");
  }

  @Test
  void ourOwnPageIsNot() throws IOException {
    String own = "http://127.0.0.1:" + server.port;
    assertThat(admin().with("Origin", own).get("/api/v1/status").status()).isEqualTo(200);
    assertThat(admin().with("Host", "ward.test").get("/api/v1/status").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "10.77.0.1",
        "0.0.0.0:8480",
      })
  void aReboundNameIsRefused(String host) throws IOException {
    Reply reply = admin().with("Host", host).get("/api/v1/devices");
    assertThat(json(reply, 421).path("code").asText()).isEqualTo("WG-CON-0003");
  }

  @Test
  void oversizedBodiesAreRefused() throws IOException {
    String big = "{\"reason\":\"" + "x".repeat(RequestBody.BODY_MAX_BYTES) + "\"}";
    Reply reply = admin().post("/api/v1/devices/pump-1/quarantine", big);
    assertThat(json(reply, 413).path("code").asText()).isEqualTo("WG-CON-0006");
    Reply chunked =
        admin()
            .with("Transfer-Encoding", "chunked")
            .with("Content-Type", "application/json")
            .send(
                "POST",
                "/api/v1/devices/pump-1/quarantine",
                Integer.toHexString(big.length()) + "\r\n" + big + "\r\n0\r\n\r\n");
    assertThat(chunked.status()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "\"reason\"",
        "{\"reason\":1}",
        "{\"reason\":null}",
        "{\"reason\":\"\"}",
        "{\"reason\":\"  \"}",
        "{\"reason\":{\"reason\":\"x\"}}",
        "{\"reason\":\"x\",\"reason\":\"y\"}",
        "{\"reason\":\"x\",\"operator\":\"root\"}",
        "{\"reason\":\"x\"}{}",
        "{\"reason\":\"x\"",
        "{\"reason\":\"a\\nb\"}",
        "{reason:'x'}",
      })
  void malformedBodiesAreRefused(String body) throws IOException {
    int before = server.ward.commands.size();
    Reply reply = admin().post("/api/v1/devices/pump-1/quarantine", body);
    assertThat(json(reply, 400).path("code").asText()).isEqualTo("WG-CON-0007");
    assertThat(server.ward.commands).hasSize(before);
  }

  @Test
  void aReasonHasALimit() throws IOException {
    String body = "{\"reason\":\"" + "x".repeat(Command.REASON_MAX_CHARS + 1) + "\"}";
    assertThat(admin().post("/api/v1/devices/pump-1/quarantine", body).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "json"})
  void whatAFormCanSendIsNoCommand(String type) throws IOException {
    Reply reply =
        admin().with("Content-Type", type).post("/api/v1/devices/pump-1/quarantine", REASON);
    assertThat(reply.status()).isEqualTo(415);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/devices/nobody, 404",
    "/api/v1/devices/Pump-1, 400",
    "/api/v1/devices/-pump, 400",
    "/api/v1/devices/pump%201, 400",
    "/api/v1/devices/pump%00, 400",
    "/api/v1/devices/%C3%BC, 400",
    "/api/v1/devices/.., 404",
    "/api/v1/devices/../../../../etc/passwd, 400",
    "/api/v1/devices/%2e%2e%2f%2e%2e%2fetc%2fpasswd, 404",
    "/api/v1/devices/..%5c..%5cetc, 400",
    "/api/v1/devices/pump-1/explain/more, 404",
    "/api/v1/devices//explain, 400",
    "/api/v1/, 404",
    "/api/v1, 404",
    "/api/v2/devices, 404",
    "/, 404",
  })
  void badIdsAndPathsAreRefused(String path, int status) throws IOException {
    Reply reply = admin().get(path);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.body()).doesNotContain("root:");
  }

  @Test
  void longIdsAndPathsAreRefused() throws IOException {
    assertThat(admin().get("/api/v1/devices/" + "a".repeat(65)).status()).isEqualTo(400);
    assertThat(admin().get("/api/v1/devices/" + "a".repeat(2_000)).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD", "BREW"})
  void otherMethodsAreRefused(String method) throws IOException {
    Reply reply = admin().send(method, "/api/v1/devices", "");
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.body()).doesNotContain(server.token());
  }

  @Test
  void nothingIsCachedFramedOrSniffed() throws IOException {
    for (Reply reply :
        new Reply[] {
          admin().get("/api/v1/devices"),
          new RawHttp(server.port).get("/api/v1/devices"),
          new RawHttp(server.port).get("/health/live"),
        }) {
      assertThat(reply.head())
          .contains("Cache-Control: no-store")
          .contains("X-Content-Type-Options: nosniff")
          .contains("X-Frame-Options: DENY")
          .contains("Content-Security-Policy: default-src 'none'")
          .doesNotContain("Set-Cookie")
          .doesNotContain("Access-Control-Allow");
    }
  }
}
