package org.wardgate.command.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.error.RefusedException;

@Timeout(30)
class AdminClientTest {

  @TempDir Path directory = Path.of("");
  private @Nullable FakeGateway gateway;

  @BeforeEach
  void token() throws Exception {
    Files.writeString(directory.resolve("token"), "secret\n");
  }

  @AfterEach
  void stop() throws Exception {
    if (gateway != null) {
      gateway.stop();
    }
  }

  private FakeGateway answering(String... answers) throws Exception {
    FakeGateway fake = new FakeGateway(directory.resolve("s"), answers);
    gateway = fake;
    return fake;
  }

  private AdminClient client() {
    return new AdminClient(directory.resolve("s"), directory.resolve("token"));
  }

  @Test
  void asksWithTheToken() throws Exception {
    FakeGateway fake = answering(FakeGateway.json(200, "{\"devices\":[]}"));
    assertThat(client().get("/devices")).containsKey("devices");
    assertThat(fake.requests.get(0))
        .startsWith("GET /api/v1/devices HTTP/1.1\r\nHost: localhost\r\n")
        .contains("Authorization: Bearer secret\r\n")
        .doesNotContain("Origin");
  }

  @Test
  void commandsWithTheReasonQuoted() throws Exception {
    FakeGateway fake = answering(FakeGateway.json(200, "{\"id\":\"pump-1\"}"));
    client().post("/devices/pump-1/quarantine", "he said \"stop\"\nnow");
    assertThat(fake.requests.get(0))
        .startsWith("POST /api/v1/devices/pump-1/quarantine HTTP/1.1\r\n")
        .endsWith("\r\n\r\n{\"reason\":\"he said \\\"stop\\\"\\nnow\"}");
  }

  @Test
  void decisionsNameTheVersion() throws Exception {
    FakeGateway fake = answering(FakeGateway.json(200, "{\"id\":\"ADV-1\"}"));
    client().decide("/advisories/ADV-1/approve", 7, "seen");
    assertThat(fake.requests.get(0)).endsWith("\r\n\r\n{\"reason\":\"seen\",\"version\":7}");
  }

  @Test
  void healthNeedsNoToken() throws Exception {
    FakeGateway fake = answering(FakeGateway.json(503, "{\"ready\":false,\"missing\":[\"x\"]}"));
    assertThat(client().health("/health/ready")).containsEntry("ready", false);
    assertThat(fake.requests.get(0)).doesNotContain("Authorization");
  }

  @Test
  void theGatewaysRefusalIsOurs() throws Exception {
    answering(
        FakeGateway.json(
            404,
            "{\"code\":\"WG-CON-0009\",\"reason\":\"r\",\"detail\":\"pump-9\",\"remedy\":\"m\"}"));
    assertThatThrownBy(() -> client().get("/devices/pump-9"))
        .isInstanceOf(RefusedException.class)
        .hasMessage("WG-CON-0009 r: pump-9");
  }

  @Test
  void aQuestionIsAskedAgainWhileTheConsoleIsReplaced() throws Exception {
    FakeGateway fake =
        answering(
            "HTTP/1.1 404 Not Found\r\n\r\n<html>",
            FakeGateway.json(404, "{\"status\":\"404\",\"message\":\"Not Found\"}"),
            FakeGateway.json(503, "{}"),
            "",
            FakeGateway.json(200, "{\"ok\":true}"));
    assertThat(client().get("/status")).containsEntry("ok", true);
    assertThat(fake.requests).hasSize(5);
  }

  @Test
  void aCommandIsSentOnce() throws Exception {
    FakeGateway fake = answering("HTTP/1.1 404 Not Found\r\n\r\n<html>");
    assertThatThrownBy(() -> client().post("/devices/pump-1/retire", "x"))
        .hasMessageContaining("WG-LNCH-0015");
    assertThat(fake.requests).hasSize(1);
  }

  @Test
  void aRefusalThatIsNoneOfOursIsSaid() throws Exception {
    answering(FakeGateway.json(400, "{\"code\":\"WG-x\"}"));
    assertThatThrownBy(() -> client().get("/status")).hasMessageContaining("WG-LNCH-0015");
  }

  @Test
  void anApiThatStaysAwayIsSaidWithWhatIsMissing() throws Exception {
    answering(FakeGateway.json(503, "{\"missing\":[\"decision\"]}"));
    assertThatThrownBy(() -> client().get("/status"))
        .hasMessageContaining("WG-LNCH-0005")
        .hasMessageContaining("decision");
  }

  @Test
  void noTokenFileIsNoAnswer() throws Exception {
    answering(FakeGateway.json(200, "{}"));
    Files.delete(directory.resolve("token"));
    assertThatThrownBy(() -> client().post("/devices/a/retire", "x"))
        .hasMessageContaining("WG-LNCH-0009");
  }
}
