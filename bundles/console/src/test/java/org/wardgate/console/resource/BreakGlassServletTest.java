package org.wardgate.console.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.command.Command;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.console.access.BreakGlassCodes;
import org.wardgate.console.resource.RawHttp.Reply;

/** Break-glass at the bedside, over real HTTP, without a token. */
class BreakGlassServletTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

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

  private static RawHttp anybody() {
    return new RawHttp(server.port);
  }

  private static String code() throws Exception {
    return new BreakGlassCodes(server.data.resolve("admin/break-glass"))
        .draw(1, new SecureRandom())
        .get(0);
  }

  private static String body(String device, String code) {
    return "{\"device\":\"" + device + "\",\"code\":\"" + code + "\",\"reason\":\"patient\"}";
  }

  private static JsonNode json(Reply reply, int status) throws IOException {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    return MAPPER.readTree(reply.body());
  }

  @Test
  void aCodeOpensOnceAndTheCodeIsTheOperator() throws Exception {
    String code = code();
    json(anybody().post("/break-glass", body("pump-1", code)), 200);
    Command command = server.ward.commands.get(server.ward.commands.size() - 1);
    assertThat(command).isInstanceOf(Command.BreakGlass.class);
    assertThat(command.operator()).isEqualTo("break-glass code " + code.split("-")[0]);
    assertThat(((Command.BreakGlass) command).validity()).isEqualTo(Duration.ofMinutes(60));
    int before = server.ward.commands.size();
    assertThat(
            json(anybody().post("/break-glass", body("pump-1", code)), 403).path("code").asText())
        .isEqualTo("WG-CON-0018");
    assertThat(server.ward.commands).hasSize(before);
  }

  @Test
  void aMistypedDeviceUsesNoCodeUp() throws Exception {
    String code = code();
    json(anybody().post("/break-glass", body("pump-l", code)), 404);
    json(anybody().post("/break-glass", body(" PUMP-1 ", code)), 200);
  }

  @Test
  void aRefusalOfTheDecisionCoreUsesNoCodeUpAndItStillCountsOnce() throws Exception {
    String code = code();
    server.ward.glassFails =
        Optional.of(new RefusedException(FakeWard.NOT_ALLOWED, "its identity is in doubt"));
    try {
      json(anybody().post("/break-glass", body("pump-1", code)), 409);
    } finally {
      server.ward.glassFails = Optional.empty();
    }
    json(anybody().post("/break-glass", body("pump-1", code)), 200);
    json(anybody().post("/break-glass", body("pump-1", code)), 403);
  }

  @Test
  void aCodeStaysUsedIfNobodyKnowsWhatBecameOfIt() throws Exception {
    String code = code();
    server.ward.glassFails =
        Optional.of(
            new RefusedException(
                new ErrorCode("WG-JRN-0001", "The journal cannot be written", "Look"), "disk"));
    try {
      json(anybody().post("/break-glass", body("pump-1", code)), 503);
    } finally {
      server.ward.glassFails = Optional.empty();
    }
    json(anybody().post("/break-glass", body("pump-1", code)), 403);
  }

  @Test
  void slowBodiesLockNobodyOut() throws Exception {
    String code = code();
    List<Socket> slow = new ArrayList<>();
    try {
      // more than the server has threads
      for (int i = 0; i < 300; i++) {
        Socket one = new Socket(InetAddress.getLoopbackAddress(), server.port);
        slow.add(one);
        one.getOutputStream()
            .write(
                ("POST /break-glass HTTP/1.1\r\nHost: 127.0.0.1:"
                        + server.port
                        + "\r\nContent-Type: application/json\r\nContent-Length: 200\r\n\r\n{")
                    .getBytes(StandardCharsets.US_ASCII));
      }
      json(anybody().post("/break-glass", body("pump-1", code)), 200);
    } finally {
      for (Socket one : slow) {
        one.close();
      }
    }
  }

  @Test
  void itOpensWhileTheAdminSideIsLockedOut() throws Exception {
    String code = code();
    Path token = server.data.resolve("admin/admin.token");
    String kept = Files.readString(token);
    for (int i = 0; i < 20; i++) {
      json(anybody().token("00".repeat(32)).get("/api/v1/status"), 401);
    }
    Files.writeString(token, "damaged");
    try {
      json(anybody().post("/break-glass", body("pump-1", code)), 200);
    } finally {
      Files.writeString(token, kept);
    }
  }

  @Test
  void aFloodOfWrongCodesLocksNobodyOut() throws Exception {
    String code = code();
    for (int i = 0; i < 200; i++) {
      json(
          anybody().post("/break-glass", body("pump-1", code.split("-")[0] + "-AAAAAAAAAAAA")),
          403);
    }
    json(anybody().post("/break-glass", body("pump-1", code)), 200);
  }

  @Test
  void aGatewayThatIsStartingUsesNoCodeUp() throws Exception {
    String code = code();
    server.wardLeaves();
    try {
      json(anybody().post("/break-glass", body("pump-1", code)), 503);
    } finally {
      server.wardReturns();
    }
    json(anybody().post("/break-glass", body("pump-1", code)), 200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"device\":\"pump-1\",\"code\":\"1-AAAA-AAAA-AAAA\"}",
        "{\"device\":\"pump-1\",\"reason\":\"x\"}",
        "{\"code\":\"1-AAAA-AAAA-AAAA\",\"reason\":\"x\"}",
        "{\"device\":\"../x\",\"code\":\"1-AAAA-AAAA-AAAA\",\"reason\":\"x\"}",
        "{\"device\":\"pump-1\",\"code\":1,\"reason\":\"x\"}",
        "{\"device\":\"pump-1\",\"code\":\"1-AAAA-AAAA-AAAA\",\"reason\":\"\"}",
        "{\"device\":\"pump-1\",\"code\":\"x\",\"reason\":\"x\",\"minutes\":0}",
        "{\"device\":\"pump-1\",\"code\":\"x\",\"reason\":\"x\",\"minutes\":721}",
        "{\"device\":\"pump-1\",\"code\":\"x\",\"reason\":\"x\",\"operator\":\"chief\"}"
      })
  void aWrongBodyIsRefused(String body) throws IOException {
    json(anybody().post("/break-glass", body), 400);
  }

  @Test
  void aFormOfAForeignPageIsRefused() throws IOException {
    Reply reply =
        anybody()
            .with("Content-Type", "application/x-www-form-urlencoded")
            .post("/break-glass", "device=pump-1&code=1&reason=x");
    assertThat(reply.status()).isEqualTo(415);
    assertThat(anybody().send("DELETE", "/break-glass", "").status()).isEqualTo(405);
    assertThat(anybody().post("/break-glass/x", "{}").status()).isEqualTo(405);
    assertThat(anybody().get("/break-glass/other.js").status()).isEqualTo(404);
    assertThat(anybody().post("/break-glass", " ".repeat(20_000)).status()).isEqualTo(413);
  }

  @Test
  void thePageBringsItsOwnScriptAndNothingElse() throws IOException {
    Reply page = anybody().get("/break-glass");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.head()).contains("text/html").contains("script-src 'self'");
    assertThat(page.body()).contains("/break-glass/break-glass.js").doesNotContain("http://");
    assertThat(anybody().get("/break-glass/break-glass.js").head()).contains("text/javascript");
  }
}
