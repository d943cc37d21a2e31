package org.wardgate.console.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.console.ports.Ports;
import org.wardgate.console.resource.RawHttp.Reply;

/** Everything the console serves, as somebody sees it who wants in. */
class SurfaceTest {
  private static final List<String> ALL =
      List.of(
          "/api/v1/status",
          "/console",
          "/console/console.js",
          "/break-glass",
          "/health/live",
          "/health/ready",
          "/pki/crl",
          "/pki/anchors.pem",
          "/conformity/pump-1",
          "/conformity/signer.pem");

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

  private static RawHttp anybody() {
    return new RawHttp(server.port);
  }

  private static RawHttp admin() throws IOException {
    return anybody().token(server.token());
  }

  /** As a browser that remembers a password sends it. */
  private static RawHttp browser(String typed) {
    byte[] bytes = typed.getBytes(StandardCharsets.UTF_8);
    return anybody().with("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "PROPFIND", "GETX"})
  void noServletKnowsOtherMethods(String method) throws IOException {
    for (String path : ALL) {
      Reply reply = admin().with("Cookie", "a=secret").send(method, path, "");
      assertThat(reply.status()).as(path).isEqualTo(405);
      assertThat(reply.body()).doesNotContain("secret", server.token());
      assertThat(reply.head()).doesNotContain("Access-Control", "Allow:");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
  void noHeaderChangesTheMethod(String header) throws IOException {
    String path = "/api/v1/devices/pump-1/quarantine";
    int before = server.ward.commands.size();
    assertThat(admin().with(header, "POST").get(path).status()).isEqualTo(405);
    assertThat(browser("Viola:right").with(header, "POST").get(path).status()).isEqualTo(405);
    String body = "{\"reason\":\"x\"}";
    assertThat(browser("Viola:right").with(header, "GET").post(path, body).status()).isEqualTo(403);
    assertThat(admin().get("/api/v1/devices?_method=POST").status()).isEqualTo(200);
    assertThat(server.ward.commands).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/devices;jsessionid=1",
        "/api;x/v1;y/devices",
        "//api/v1/devices",
        "/api//v1/devices",
        "/api/v1//devices",
        "/api/v1/./devices",
        "/api/v1/x/../devices",
        "/%61pi/v1/devices",
        "/api%2fv1/devices",
        "/api/v1%2fdevices",
        "/console/../api/v1/devices",
        "/console/..;/api/v1/devices",
        "/console/%2e%2e/api/v1/devices",
        "/console/%252e%252e/api/v1/devices",
        "/console/..%2fapi/v1/devices",
        "/health/live/../../api/v1/devices",
        "/pki/..;x=/api/v1/devices",
        "/conformity/%2e%2e%2fapi/v1/devices",
        "/break-glass/..%5capi/v1/devices",
        "/API/V1/devices",
        "/api/v1/devices/",
        "/api/v1/devices%00",
        "/api/v1/devices?token=x#/console",
      })
  void noWayOfWritingAPathGoesRoundTheToken(String path) throws IOException {
    Reply reply = anybody().get(path);
    assertThat(reply.status()).isIn(400, 401, 404);
    assertThat(reply.body()).doesNotContain("pump-1");
    assertThat(reply.head()).doesNotContain("Set-Cookie", "Location:");
  }

  @ParameterizedTest
  @CsvSource({
    "cross-site, 403",
    "same-site, 403",
    "'', 403",
    "SAME-ORIGIN, 403",
    "same-origin, 200",
    "none, 200",
  })
  void aPasswordThatABrowserAddsForAForeignPageDoesNotCount(String site, int status)
      throws IOException {
    RawHttp http = browser("Olga:right").with("Sec-Fetch-Site", site);
    assertThat(http.get("/api/v1/devices").status()).isEqualTo(status);
    assertThat(admin().with("Sec-Fetch-Site", site).get("/api/v1/devices").status())
        .isEqualTo(status);
  }

  @Test
  void nobodyActsByTypingAnAddress() throws IOException {
    int before = server.ward.commands.size();
    String path = "/api/v1/devices/pump-1/quarantine";
    for (String site : List.of("none", "cross-site", "same-site")) {
      RawHttp http = browser("Olga:right").with("Sec-Fetch-Site", site);
      assertThat(http.post(path, "{\"reason\":\"x\"}").status()).isEqualTo(403);
    }
    RawHttp twice = browser("Olga:right").with("Sec-Fetch-Site", "same-origin");
    assertThat(twice.again("Sec-Fetch-Site", "cross-site").get(path).status()).isEqualTo(403);
    assertThat(server.ward.commands).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  void noRouteThatActsTakesWhatAFormOfAForeignPageCanSend(String type) throws IOException {
    int before = server.ward.commands.size();
    for (Routes.Route route : AdminServlet.routes(new Ports()).all()) {
      if (!route.method().equals("GET")) {
        String path = "/api/v1" + route.path().replace("*", "ab".repeat(32));
        RawHttp http = browser("Olga:right").with("Content-Type", type);
        Reply reply = http.with("Content-Length", "2").send(route.method(), path, "{}");
        assertThat(reply.status()).as(route.method() + ' ' + path).isEqualTo(415);
      }
    }
    assertThat(server.operating.told).isEmpty();
    assertThat(server.ward.commands).hasSize(before);
  }

  @Test
  void everyAnswerSaysThatItIsNotToBeFramedSniffedOrOpened() throws IOException {
    for (String path : ALL) {
      assertThat(anybody().get(path).head())
          .as(path)
          .contains("X-Frame-Options: DENY", "frame-ancestors 'none'", "default-src 'none'")
          .contains("X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer")
          .contains("Cross-Origin-Opener-Policy: same-origin")
          .contains("Cross-Origin-Resource-Policy: same-origin")
          .containsAnyOf("Cache-Control: no-store", "Cache-Control: no-cache")
          .doesNotContain("Access-Control", "unsafe-", "Set-Cookie");
    }
  }

  @Test
  void oversizedHeadsAreRefusedAndTheNextIsServed() throws IOException {
    String huge = "x".repeat(200_000);
    assertThat(admin().with("X-Long", huge).get("/api/v1/status").status()).isIn(400, 431);
    assertThat(anybody().token(huge).get("/api/v1/status").status()).isIn(400, 401, 431);
    assertThat(anybody().get("/console/" + huge).status()).isIn(400, 404, 414);
    assertThat(admin().get("/api/v1/status").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/pki/crl?issuer=%zz", "/pki/crl?issuer=%ff&%", "/pki/crl?issuer=0a&a=%"})
  void aMalformedQueryTellsNothingOfTheInside(String path) throws IOException {
    Reply reply = anybody().get(path);
    assertThat(reply.status()).isIn(400, 404);
    assertThat(reply.body()).doesNotContain("org.wardgate", "at org.", ".java");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/%70ki/ocsp/AAAA", "/pki;a/ocsp/AAAA", "/pki/%6fcsp/AAAA", "/pki//ocsp/AA"})
  void anOcspPathWrittenInAnotherWayIsRefused(String path) throws IOException {
    int before = server.authority.asked.size();
    assertThat(anybody().get(path).status()).isIn(400, 404);
    assertThat(server.authority.asked).hasSize(before);
  }

  @Test
  void slowOcspRequestsHoldNoThreads() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      // more than the server has threads
      for (int i = 0; i < 300; i++) {
        Socket one = new Socket(InetAddress.getLoopbackAddress(), server.port);
        slow.add(one);
        one.getOutputStream()
            .write(
                ("POST /pki/ocsp HTTP/1.1\r\nHost: 127.0.0.1:"
                        + server.port
                        + "\r\nContent-Type: application/ocsp-request"
                        + "\r\nContent-Length: 200\r\n\r\n0")
                    .getBytes(StandardCharsets.US_ASCII));
      }
      assertThat(admin().get("/api/v1/status").status()).isEqualTo(200);
    } finally {
      for (Socket one : slow) {
        one.close();
      }
    }
  }

  @Test
  void nobodyWritesLinesOrAnothersAddressIntoTheAuditLog() throws IOException {
    String path = "/api/v1/devices/x%0d%0aoperator:olga%20rest/quarantine";
    RawHttp http = admin().with("X-Forwarded-For", "10.9.9.9");
    assertThat(http.post(path, "{\"reason\":\"x\"}").status()).isEqualTo(400);
    assertThat(server.operating.notes)
        .isNotEmpty()
        .allMatch(note -> note.chars().allMatch(c -> c >= ' '))
        .allMatch(
            note -> note.startsWith("token:admin rest POST /api/v1/devices/x??operator:olga"));
    assertThat(server.operating.addresses.get(server.operating.addresses.size() - 1))
        .startsWith("forwarded");
  }

  @Test
  void aFloodOfRefusedRequestsHidesNobodyWhoWasLetIn() throws IOException {
    for (int i = 0; i < 300; i++) {
      assertThat(anybody().get("/api/v1/status").status()).isEqualTo(401);
    }
    assertThat(browser("Nina:right").get("/api/v1/status").status()).isEqualTo(200);
    assertThat(browser("Nina:right").get("/api/v1/status").status()).isEqualTo(200);
    assertThat(browser("Nina:right").post("/api/v1/updates/back", "{}").status()).isEqualTo(403);
    assertThat(server.operating.notes)
        .filteredOn(note -> note.startsWith("operator:nina"))
        .containsExactly(
            "operator:nina rest GET /api/v1/status (first login from there) true",
            "operator:nina rest POST /api/v1/updates/back false");
    assertThat(server.operating.notes)
        .filteredOn(note -> note.startsWith("unknown"))
        .hasSizeLessThanOrEqualTo(4);
  }
}
