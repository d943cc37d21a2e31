package org.wardgate.console.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.conformity.ConformityDesk.Format;
import org.wardgate.console.resource.RawHttp.Reply;

/** What anybody may ask about a device's conformity, over real HTTP. */
class ConformityServletTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/cwt|CWT",
        "application/jwt|JWT",
        "application/vc+jwt|VC_JWT",
        "text/html, application/cwt;q=0.5|CWT",
        "APPLICATION/CWT|CWT",
        "*/*|JWT",
        "application/cwtx|JWT",
        ",|JWT"
      })
  void acceptChoosesTheFormat(String accept, Format format) {
    assertThat(ConformityServlet.format(accept)).isEqualTo(format);
    assertThat(ConformityServlet.format(null)).isEqualTo(Format.JWT);
    assertThat(ConformityServlet.format(" ".repeat(300) + accept)).isEqualTo(Format.JWT);
  }

  @Test
  void aCertificateNeedsNoToken() throws IOException {
    Reply reply = anybody().with("Accept", "application/cwt").get("/conformity/pump-1");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.head()).contains("Content-Type: application/cwt").contains("no-store");
    assertThat(reply.body()).isEqualTo("certificate of pump-1");
  }

  @Test
  void aStatusIsATokenEvenForCredentials() throws IOException {
    Reply reply = anybody().with("Accept", "application/vc+jwt").get("/conformity/status/" + ID);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.head()).contains("Content-Type: application/jwt");
  }

  @ParameterizedTest
  @CsvSource({
    "/conformity,404",
    "/conformity/,404",
    "/conformity/pump-1/x,404",
    "/conformity/nobody,404",
    "/conformity/Pump!,400",
    "/conformity/status/,400",
    "/conformity/status/0123,400",
    "/conformity/signer.pem,503"
  })
  void whatIsNotThereIsNotTold(String path, int status) throws IOException {
    assertThat(anybody().get(path).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void onlyGetIsServed(String method) throws IOException {
    assertThat(anybody().send(method, "/conformity/pump-1", "").status()).isEqualTo(405);
  }
}
