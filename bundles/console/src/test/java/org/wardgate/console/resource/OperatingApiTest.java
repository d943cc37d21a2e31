package org.wardgate.console.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.configuration.ConfigurationErrors;
import org.wardgate.api.configuration.ConfigurationReports.Refusal;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateDesk;
import org.wardgate.console.resource.RawHttp.Reply;

/** Settings, updates, accounts and the settings page over real HTTP. */
class OperatingApiTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String FORM = "/api/v1/settings/test.pid";
  private static final String UPDATE = "/api/v1/updates/" + FakeOperating.ID;
  private static final String REASON = "{\"reason\":\"tested\"}";
  private static final String OCTETS = "application/octet-stream";

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

  @BeforeEach
  void forget() {
    server.operating.told.clear();
    server.operating.notes.clear();
  }

  private static RawHttp admin() throws IOException {
    return new RawHttp(server.port).token(server.token());
  }

  private static RawHttp account(String typed) {
    byte[] bytes = typed.getBytes(StandardCharsets.UTF_8);
    return new RawHttp(server.port)
        .with("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  private static Reply put(RawHttp asker, String path, String body) throws IOException {
    return body(asker, "PUT", path, "application/json", body);
  }

  private static Reply body(RawHttp asker, String method, String path, String type, String body)
      throws IOException {
    return asker
        .with("Content-Type", type)
        .with("Content-Length", String.valueOf(body.getBytes(StandardCharsets.UTF_8).length))
        .send(method, path, body);
  }

  private static JsonNode json(Reply reply, int status) throws IOException {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    return MAPPER.readTree(reply.body());
  }

  @Test
  void formsAreListedAndOneComesWithFieldsAndVersion() throws IOException {
    JsonNode forms = json(admin().get("/api/v1/settings"), 200).path("forms");
    assertThat(forms.get(0).path("pid").asText()).isEqualTo("test.pid");
    assertThat(forms.get(0).has("fields")).isFalse();
    JsonNode form = json(admin().get(FORM), 200);
    assertThat(form.path("version").asText()).isEqualTo("v1");
    assertThat(form.path("fields").get(0).path("max").asText()).isEqualTo("65535");
    assertThat(form.path("fields").get(0).path("shownOnly").asText()).isEmpty();
    assertThat(form.path("fields").get(1).path("shownOnly").asText())
        .isEqualTo("it binds <b>all</b>");
    json(admin().get("/api/v1/settings/absent"), 404);
    json(new RawHttp(server.port).get("/api/v1/settings"), 401);
    json(new RawHttp(server.port).token("wrong").get(FORM), 401);
  }

  @Test
  void aChangeGoesToTheDesk() throws IOException {
    String body = "{\"version\":\"v1\",\"values\":{\"port\":\"54\",\"mode\":[\"a\",\"b\"]}}";
    json(put(admin(), FORM, body), 200);
    assertThat(server.operating.told).containsExactly("change test.pid {port=[54], mode=[a, b]}");
    assertThat(server.operating.notes).containsExactly("token:admin rest PUT " + FORM + " true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"version\":\"old\",\"values\":{\"port\":\"54\"}} | 409 | WG-CFG-0011",
        "{\"version\":\"v1\",\"values\":{\"port\":\"99999\"}} | 422 | WG-CFG-0002",
        "{\"version\":\"v1\",\"values\":{\"nothing\":\"1\"}} | 422 | WG-CFG-0012",
        "{\"version\":\"v1\"} | 400 | WG-CON-0006",
        "{\"values\":{\"port\":\"54\"}} | 400 | WG-CON-0006",
        "{\"version\":\"v1\",\"values\":{}} | 400 | WG-CON-0006",
        "{\"version\":\"v1\",\"values\":{\"port\":54}} | 400 | WG-CON-0006",
        "{\"version\":\"v1\",\"values\":{\"port\":null}} | 400 | WG-CON-0006",
        "{\"version\":\"v1\",\"values\":{\"port\":[1]}} | 400 | WG-CON-0006",
        "{\"version\":\"v1\",\"values\":{\"port\":[[\"1\"]]}} | 400 | WG-CON-0006",
        "{\"version\":\"v1\",\"values\":{\"a\":\"1\",\"a\":\"2\"}} | 400 | WG-CON-0006",
        "{\"version\":\"v1\",\"values\":{\"a\":\"1\"},\"operator\":\"x\"} | 400 | WG-CON-0006",
        "{\"version\":1,\"values\":{\"a\":\"1\"}} | 400 | WG-CON-0006",
        "[] | 400 | WG-CON-0006",
        "{\"version\":\"v1\",\"values\":{\"a\":\"1\"}} x | 400 | WG-CON-0006",
        "{\"version\":\"v1\",\"values\":{\"a\":[\"1\" | 400 | WG-CON-0006",
      })
  void malformedOrRefusedChangesChangeNothing(String body, int status, String code)
      throws IOException {
    JsonNode problem = json(put(admin(), FORM, body), status);
    if (status != 400) {
      assertThat(problem.path("code").asText()).isEqualTo(code);
    }
    assertThat(server.operating.told).isEmpty();
    assertThat(server.operating.notes).containsExactly("token:admin rest PUT " + FORM + " false");
  }

  @Test
  void hugeStringsAndForeignTypesAreRefused() throws IOException {
    String huge = "{\"version\":\"v1\",\"values\":{\"a\":\"" + "x".repeat(300_000) + "\"}}";
    json(put(admin(), FORM, huge), 413);
    String many = "\"x\",".repeat(300) + "\"x\"";
    json(put(admin(), FORM, "{\"version\":\"v1\",\"values\":{\"a\":[" + many + "]}}"), 400);
    json(body(admin(), "PUT", FORM, "text/plain", "{}"), 415);
    json(put(admin().with("Origin", "https://evil.example"), FORM, "{}"), 403);
    assertThat(server.operating.told).isEmpty();
  }

  @Test
  void statusNamesRefusedValues() throws IOException {
    server.reports.refused(
        "test.pid",
        List.of(
            new Refusal(
                "port",
                "0",
                new RefusedException(ConfigurationErrors.OUT_OF_RANGE, "at least 1"))));
    JsonNode refused = json(admin().get("/api/v1/status"), 200).path("refused");
    server.reports.accepted("test.pid");
    assertThat(refused).hasSize(1);
    assertThat(refused.get(0).path("property").asText()).isEqualTo("port");
    assertThat(refused.get(0).path("detail").asText()).isEqualTo("at least 1");
    assertThat(json(admin().get("/api/v1/status"), 200).path("refused")).isEmpty();
  }

  @Test
  void anUpdateIsAnnouncedHandedInAndDecided() throws IOException {
    JsonNode id = json(body(admin(), "POST", "/api/v1/updates", OCTETS, "0\u0003"), 200);
    assertThat(id.path("id").asText()).isEqualTo(FakeOperating.ID);
    JsonNode held = json(body(admin(), "PUT", UPDATE + "/package", OCTETS, "PK content"), 200);
    assertThat(held.path("state").asText()).isEqualTo("HELD");
    json(admin().post(UPDATE + "/fetch", "{\"location\":\"https://a.example/x.dp\"}"), 200);
    json(admin().post(UPDATE + "/dismiss", REASON), 200);
    assertThat(server.operating.told)
        .containsExactly(
            "expect token:admin",
            "take 10 token:admin",
            "fetch https://a.example/x.dp",
            "dismiss token:admin tested");
    assertThat(json(admin().get("/api/v1/updates"), 200).path("updates")).hasSize(1);
    json(admin().post("/api/v1/updates/back", REASON), 409);
  }

  @Test
  void anApprovalNeedsAPerson() throws Exception {
    json(admin().post(UPDATE + "/approve", REASON), 403);
    String token = "ab".repeat(32);
    Path directory = Files.createDirectories(server.data.resolve("admin/operators"));
    Path file = Files.writeString(directory.resolve("olga.token"), token);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    json(new RawHttp(server.port).token(token).post(UPDATE + "/approve", REASON), 200);
    // the same person, whether by token or by account
    json(account("Olga:right").post(UPDATE + "/approve", REASON), 200);
    assertThat(server.operating.told)
        .containsExactly("approve operator:olga tested", "approve operator:olga tested");
  }

  @Test
  void badUpdatesAreRefused() throws IOException {
    json(body(admin(), "POST", "/api/v1/updates", OCTETS, "forged"), 422);
    json(body(admin(), "POST", "/api/v1/updates", OCTETS, "x".repeat(40_000)), 413);
    json(body(admin(), "POST", "/api/v1/updates", "application/json", "{}"), 415);
    String other = "/api/v1/updates/" + "cd".repeat(32);
    json(body(admin(), "PUT", other + "/package", OCTETS, "PK"), 404);
    json(body(admin(), "PUT", UPDATE + "/package", "application/json", "PK"), 415);
    json(body(admin(), "PUT", "/api/v1/updates/AB/package", OCTETS, "PK"), 400);
    json(admin().post(UPDATE + "/fetch", "{\"location\":\"not an address\"}"), 400);
    json(admin().post(UPDATE + "/fetch", "{}"), 400);
    json(admin().post(UPDATE + "/dismiss", "{}"), 400);
    json(admin().post("/api/v1/updates/back", "{\"reason\":\" \"}"), 400);
    json(body(new RawHttp(server.port), "POST", "/api/v1/updates", OCTETS, "0\u0003"), 401);
    assertThat(server.operating.told).isEmpty();
  }

  @Test
  void aPackageThatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
    String length = String.valueOf(UpdateDesk.PACKAGE_MAX_BYTES + 1);
    Reply reply =
        admin()
            .with("Content-Type", OCTETS)
            .with("Content-Length", length)
            .send("PUT", UPDATE + "/package", "PK");
    json(reply, 413);
    assertThat(server.operating.told).isEmpty();
  }

  @Test
  void whoMayOnlyLookMayNotDecide() throws IOException {
    json(account("Viola:right").get("/api/v1/settings"), 200);
    assertThat(
            json(account("Viola:right").post(UPDATE + "/dismiss", REASON), 403)
                .path("code")
                .asText())
        .isEqualTo("WG-CON-0021");
    json(put(account("Viola:right"), FORM, "{}"), 403);
    json(account("Viola:right").post("/api/v1/devices/pump-1/quarantine", REASON), 403);
    assertThat(server.operating.told).isEmpty();
    assertThat(server.operating.notes)
        .filteredOn(note -> !note.contains(" GET "))
        .hasSize(3)
        .allMatch(note -> note.startsWith("operator:viola") && note.endsWith("false"));
  }

  @Test
  void wrongPasswordsAreRefusedAndNoBrowserIsAskedForOne() throws IOException {
    Reply reply = account("Olga:wrong").get("/api/v1/status");
    json(reply, 401);
    assertThat(reply.head()).contains("WWW-Authenticate: Bearer").doesNotContain("Basic");
  }

  @Test
  void whoBreaksTheGlassIsNoted() throws IOException {
    json(new RawHttp(server.port).post("/break-glass", "{}"), 400);
    assertThat(server.operating.notes).containsExactly("unknown rest POST /break-glass false");
  }

  @Test
  void withoutAccountsNoPasswordLetsIn() throws IOException {
    server.operatingLeaves();
    try {
      json(account("Olga:right").get("/api/v1/status"), 401);
      json(admin().get("/api/v1/settings"), 503);
      json(admin().get("/api/v1/updates"), 503);
      assertThat(json(admin().get("/api/v1/status"), 200).path("refused")).isEmpty();
    } finally {
      server.operatingReturns();
    }
    json(account("Olga:right").get("/api/v1/status"), 200);
  }

  @Test
  void accountsOfAHigherRankingServiceThatComesLaterCount() throws IOException {
    json(account("Olga:right").get("/api/v1/status"), 200);
    var better = server.betterAccounts((name, password) -> Optional.empty());
    try {
      json(account("Olga:right").get("/api/v1/status"), 401);
    } finally {
      better.unregister();
    }
    json(account("Olga:right").get("/api/v1/status"), 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-For", "X-Forwarded-Proto", "Forwarded"})
  void aPasswordOnARequestThatClaimsToBeForwardedDoesNotCount(String header) throws IOException {
    json(account("Olga:right").with(header, "https").get("/api/v1/status"), 401);
    json(admin().with(header, "https").get("/api/v1/status"), 200);
  }

  @Test
  void anActThatEndsInAnUnexpectedFailureIsAuditedToo() throws IOException {
    String body = "{\"version\":\"v1\",\"values\":{\"broken\":\"1\"}}";
    assertThat(put(admin(), FORM, body).status()).isEqualTo(500);
    assertThat(server.operating.notes).containsExactly("token:admin rest PUT " + FORM + " false");
  }

  @Test
  void thePageHoldsNothingAndLetsNothingForeignIn() throws IOException {
    for (String path :
        List.of("/console", "/console/", "/console/console.js", "/console/forms.js")) {
      Reply reply = new RawHttp(server.port).get(path);
      assertThat(reply.status()).as(path).isEqualTo(200);
      assertThat(reply.head())
          .contains("default-src 'none'", "require-trusted-types-for 'script'", "nosniff", "DENY")
          .doesNotContain("unsafe", "http:", "*");
      assertThat(reply.body())
          .doesNotContain("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(")
          .doesNotContain(server.token(), "gateway-1", "https://", "http://");
    }
    assertThat(new RawHttp(server.port).get("/console").body())
        .doesNotContain("style=", "onclick", "<script>")
        .contains("<label for=\"token\">");
  }

  @Test
  void thePageShowsGuardedSettingsReadOnlyWithTheReason() throws IOException {
    String script = new RawHttp(server.port).get("/console/forms.js").body();
    assertThat(script)
        .contains("if (field.shownOnly) shownOnly(control);", "control.readOnly = true")
        .contains("control.disabled = true", "if (field.shownOnly) return undefined;")
        .contains("`Shown only. ${field.shownOnly}`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/../api/v1/status",
        "/console/openapi.json",
        "/console/%2e%2e/openapi.json",
        "/console/console.html/",
        "/console/Console.js",
        "/console/break-glass.html",
      })
  void thePageServesItsOwnFilesAlone(String path) throws IOException {
    assertThat(new RawHttp(server.port).get(path).status()).isIn(400, 401, 404);
  }

  @Test
  void thePageTakesNothing() throws IOException {
    assertThat(new RawHttp(server.port).post("/console", "{}").status()).isEqualTo(405);
  }
}
