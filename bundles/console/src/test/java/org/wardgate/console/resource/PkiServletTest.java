package org.wardgate.console.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.console.resource.RawHttp.Reply;

/** What anybody may ask about the ward CA, over real HTTP. */
class PkiServletTest {

  private static final String OCSP_REQUEST = "application/ocsp-request";

  /** Its Base64 has a slash, a plus and padding. */
  private static final Bytes REQUEST = Bytes.ofHex("fbefbeffffffff00");

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

  private static Bytes last() {
    return server.authority.asked.get(server.authority.asked.size() - 1);
  }

  @Test
  void theCrlNeedsNoToken() throws IOException {
    Reply reply = anybody().get("/pki/crl");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.head())
        .contains("Content-Type: application/pkix-crl")
        .contains("Content-Length: " + FakeAuthority.CRL.length());
  }

  @Test
  void aCrlThatIsKnownIsNotSentAgain() throws IOException {
    for (String path : new String[] {"/pki/crl", "/pki/crl?issuer=0a0b"}) {
      Reply first = anybody().get(path);
      assertThat(first.head()).contains("Cache-Control: no-cache");
      String tag = "\"" + FakeAuthority.CRL.sha256().hex() + "\"";
      assertThat(first.head()).contains("ETag: " + tag);
      for (String known : new String[] {tag, "W/" + tag, "\"x\", " + tag, "*"}) {
        Reply reply = anybody().with("If-None-Match", known).get(path);
        assertThat(reply.status()).as(known).isEqualTo(304);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.head()).contains("ETag: " + tag);
      }
      for (String other : new String[] {"", "\"x\"", "x", tag.substring(1), ",,", "W/"}) {
        Reply reply = anybody().with("If-None-Match", other).get(path);
        assertThat(reply.status()).as(other).isEqualTo(200);
        assertThat(reply.head()).contains("Content-Length: " + FakeAuthority.CRL.length());
      }
    }
  }

  @Test
  void theAnchorsArePem() throws IOException {
    Reply reply = anybody().get("/pki/anchors.pem");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).startsWith("-----BEGIN CERTIFICATE-----");
  }

  @Test
  void anOcspRequestIsPosted() throws IOException {
    String body = "\u00010\u0002";
    Reply reply = anybody().with("Content-Type", OCSP_REQUEST).post("/pki/ocsp", body);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.head()).contains("Content-Type: application/ocsp-response");
    assertThat(last()).isEqualTo(Bytes.of(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void anOcspRequestIsAskedInThePath() throws IOException {
    String plain = Base64.getEncoder().encodeToString(REQUEST.toArray());
    assertThat(plain).contains("+").contains("/").endsWith("=");
    String encoded = plain.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
    assertThat(anybody().get("/pki/ocsp/" + encoded).status()).isEqualTo(200);
    assertThat(last()).isEqualTo(REQUEST);
    String half = plain.replace("/", "%2f");
    assertThat(anybody().get("/pki/ocsp/" + half).status()).isEqualTo(200);
    assertThat(last()).isEqualTo(REQUEST);
  }

  @ParameterizedTest
  @CsvSource({
    "/pki/crl?issuer=0a0b, 200",
    "/pki/crl?issuer=0b0a, 404",
    "/pki/crl?issuer=, 400",
    "/pki/crl?issuer=..%2f, 400",
    "/pki/ocsp/!!!!, 400",
    "/pki/ocsp/%ZZ, 400",
    "/pki/ocsp/AA%00, 400",
    "/pki/ocsp/A, 400",
    "/pki/../api/v1/devices, 401",
    "/pki/..%2Fapi/v1/devices, 404",
    "/pki/crl/, 404",
    "/pki/crl/x, 404",
    "/pki, 404",
    "/pki/, 404",
    "/pki/anchors, 404",
  })
  void everyPathIsAnsweredWithItsStatus(String path, int status) throws IOException {
    assertThat(anybody().get(path).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW"})
  void otherMethodsAreRefused(String method) throws IOException {
    for (String path :
        new String[] {"/pki/crl", "/pki/anchors.pem", "/pki/ocsp", "/pki/ocsp/AA=="}) {
      assertThat(anybody().send(method, path, "").status()).as(path).isEqualTo(405);
    }
  }

  @Test
  void largeRequestsAreRefused() throws IOException {
    Reply posted =
        anybody().with("Content-Type", OCSP_REQUEST).post("/pki/ocsp", "x".repeat(2_049));
    assertThat(posted.status()).isEqualTo(413);
    assertThat(anybody().get("/pki/ocsp/" + "A".repeat(4_097)).status()).isEqualTo(413);
  }

  @Test
  void whatIsNoOcspRequestIsRefused() throws IOException {
    for (String type : new String[] {"application/json", "text/plain", "multipart/form-data"}) {
      assertThat(anybody().with("Content-Type", type).post("/pki/ocsp", "x").status())
          .isEqualTo(415);
    }
  }

  @Test
  void withoutWardCaItSaysSoAtOnce() throws IOException {
    server.authorityLeaves();
    try {
      for (String path : new String[] {"/pki/crl", "/pki/anchors.pem", "/pki/ocsp/AA=="}) {
        Reply reply = anybody().get(path);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.head()).contains("Retry-After");
      }
    } finally {
      server.authorityReturns();
    }
    assertThat(anybody().get("/pki/crl").status()).isEqualTo(200);
  }

  @Test
  void aWardCaThatIsNotReadySaysSo() throws IOException {
    server.authority.ready = false;
    try {
      assertThat(anybody().get("/pki/crl").status()).isEqualTo(503);
      assertThat(anybody().get("/pki/anchors.pem").status()).isEqualTo(503);
    } finally {
      server.authority.ready = true;
    }
  }
}
