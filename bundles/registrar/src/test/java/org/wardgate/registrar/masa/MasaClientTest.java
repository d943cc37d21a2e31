package org.wardgate.registrar.masa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.api.onboarding.OnboardingErrors.MASA_REFUSED;
import static org.wardgate.api.onboarding.OnboardingErrors.MASA_UNREACHABLE;
import static org.wardgate.registrar.testing.Refusals.assertRefused;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Masa;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.crypto.x509.SubjectAltName;
import org.wardgate.registrar.testing.EmulatedMasa;
import org.wardgate.registrar.testing.Gateway;
import org.wardgate.registrar.testing.Scene;
import org.wardgate.registrar.testing.TestCa;

class MasaClientTest {
  private static final Bytes QUESTION = Bytes.ofHex("d280");
  private static final String TYPE = "application/voucher+cose";
  private static final Duration PATIENCE = Duration.ofSeconds(Gateway.WAIT_SECONDS);
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final Scene scene = new Scene();
  private final EmulatedMasa server = new EmulatedMasa(scene);
  private final MasaClient client = new MasaClient();
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void close() {
    end.countDown();
    client.close();
    server.close();
  }

  private Bytes ask(Masa masa, Duration timeout) throws RefusedException {
    return client.requestVoucher(masa, scene.gateway, QUESTION, timeout);
  }

  private void unreachable(String words, Masa masa, Duration timeout) {
    assertRefused(MASA_UNREACHABLE, words, () -> ask(masa, timeout));
  }

  private void waitForTheEnd() throws InterruptedException {
    boolean ended = end.await(Gateway.WAIT_SECONDS, TimeUnit.SECONDS);
    assertThat(ended).isTrue();
  }

  private Masa masa() {
    return scene.masaAt(server.url());
  }

  @Test
  void whatTheMasaAnswersComesBack() throws RefusedException {
    Bytes answer = Bytes.ofHex("d28443a10126");
    server.answer(
        EmulatedMasa.VOUCHER, (exchange, body) -> EmulatedMasa.send(exchange, 200, TYPE, answer));
    assertThat(ask(masa(), PATIENCE)).isEqualTo(answer);
    server.answer(
        "/masa/v1/requestvoucher",
        (exchange, body) -> EmulatedMasa.send(exchange, 200, TYPE + "; charset=x", body));
    assertThat(ask(scene.masaAt(server.url() + "/masa/v1/"), PATIENCE)).isEqualTo(QUESTION);
    assertThat(server.clients).containsOnly(scene.gateway.chain().get(0));
  }

  @Test
  void aMasaThatHangsIsUnreachable() {
    server.answer(EmulatedMasa.VOUCHER, (exchange, body) -> waitForTheEnd());
    unreachable("no answer in time", masa(), SHORT);
  }

  @Test
  void aMasaThatStopsInTheMiddleOfItsAnswerIsUnreachable() {
    server.answer(
        EmulatedMasa.VOUCHER,
        (exchange, body) -> {
          begin(exchange, 100);
          exchange.getResponseBody().write(1);
          exchange.getResponseBody().flush();
          waitForTheEnd();
        });
    unreachable("no answer in time", masa(), SHORT);
  }

  @Test
  void aMasaThatAnswers10MbIsUnreachable() {
    server.answer(
        EmulatedMasa.VOUCHER,
        (exchange, body) -> {
          begin(exchange, 10 << 20);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(new byte[10 << 20]);
          }
        });
    unreachable("more than 16384 bytes", masa(), PATIENCE);
  }

  private static void begin(HttpExchange exchange, long length) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", TYPE);
    exchange.sendResponseHeaders(200, length);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aMasaThatRedirectsIsNotFollowed(int status) {
    server.answer(
        EmulatedMasa.VOUCHER,
        (exchange, body) -> {
          exchange.getResponseHeaders().set("Location", server.url() + "/elsewhere");
          EmulatedMasa.send(exchange, status, TYPE, Bytes.EMPTY);
        });
    unreachable("status " + status, masa(), PATIENCE);
    assertThat(server.asked).containsExactly(EmulatedMasa.VOUCHER);
  }

  @ParameterizedTest
  @ValueSource(ints = {202, 204, 500, 503})
  void aMasaInTroubleIsUnreachable(int status) {
    server.answer(
        EmulatedMasa.VOUCHER,
        (exchange, body) -> EmulatedMasa.send(exchange, status, TYPE, Bytes.EMPTY));
    unreachable("status " + status, masa(), PATIENCE);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 406, 415})
  void aMasaThatRefusesSaysSo(int status) {
    server.answer(
        EmulatedMasa.VOUCHER,
        (exchange, body) -> EmulatedMasa.send(exchange, status, TYPE, Bytes.EMPTY));
    assertRefused(MASA_REFUSED, "status " + status, () -> ask(masa(), PATIENCE));
  }

  @Test
  void anAnswerOfAnotherKindIsNone() {
    server.answer(
        EmulatedMasa.VOUCHER,
        (exchange, body) -> EmulatedMasa.send(exchange, 200, "text/html", QUESTION));
    unreachable("something else", masa(), PATIENCE);
  }

  @Test
  void aMasaWithAWrongTlsCertificateIsUnreachable() {
    TestCa stranger = TestCa.root("Acme MASA Root");
    for (TestCa.Identity wrong :
        List.of(
            stranger.server(SubjectAltName.dns("localhost")),
            scene.masaRoot.server(SubjectAltName.dns("masa.example")),
            scene.masaRoot.server(),
            scene.masaRoot.issuesExpired("localhost", Profile.TLS_SERVER),
            scene.masaRoot.issues("localhost", Profile.TLS_CLIENT))) {
      try (EmulatedMasa other = new EmulatedMasa(scene, wrong)) {
        unreachable("", scene.masaAt(other.url()), PATIENCE);
        assertThat(other.asked).isEmpty();
      }
    }
  }

  @Test
  void tlsAnchorsOfTheInventoryTakeThePlaceOfTheSigners() throws RefusedException {
    TestCa web = TestCa.root("Web");
    try (EmulatedMasa other =
        new EmulatedMasa(scene, web.server(SubjectAltName.dns("localhost")))) {
      other.answer(
          EmulatedMasa.VOUCHER, (exchange, body) -> EmulatedMasa.send(exchange, 200, TYPE, body));
      unreachable("", scene.masaAt(other.url()), PATIENCE);
      Masa trusted =
          new Masa(other.url(), List.of(scene.masaRoot.certificate()), List.of(web.certificate()));
      assertThat(ask(trusted, PATIENCE)).isEqualTo(QUESTION);
    }
  }

  @Test
  void nobodyListensAtAll() {
    String url = server.url();
    server.close();
    unreachable("", scene.masaAt(url), PATIENCE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://localhost/",
        "https:///x",
        "ftp://localhost",
        "https://user@localhost/",
        "https://localhost/?a",
        "https://localhost/#a",
        "https://local host/"
      })
  void urlsThatAreNoneAreRefused(String url) {
    unreachable("no https URL", scene.masaAt(url), PATIENCE);
  }

  @Test
  void manyMasasShareFewClients() throws RefusedException {
    server.answer(
        EmulatedMasa.VOUCHER, (exchange, body) -> EmulatedMasa.send(exchange, 200, TYPE, body));
    for (int i = 0; i < 3 * MasaClients.CLIENTS_MAX_COUNT; i++) {
      Masa one =
          new Masa(server.url() + "/".repeat(i), List.of(scene.masaRoot.certificate()), List.of());
      assertThat(ask(one, PATIENCE)).isEqualTo(QUESTION);
    }
  }
}
