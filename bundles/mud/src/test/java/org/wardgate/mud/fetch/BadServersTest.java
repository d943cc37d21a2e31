package org.wardgate.mud.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.mud.fetch.FetchFixture.FILE;
import static org.wardgate.mud.fetch.FetchFixture.SIGNATURE;
import static org.wardgate.mud.fetch.FetchFixture.refused;
import static org.wardgate.mud.fetch.FetchFixture.verified;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.mud.MudEvent;

class BadServersTest {
  private FetchFixture ward;
  private final CountDownLatch end = new CountDownLatch(1);

  @BeforeEach
  void start(@TempDir Path directory) {
    ward = new FetchFixture(directory);
  }

  @AfterEach
  void stop() {
    end.countDown();
    ward.close();
  }

  private void hang(HttpExchange exchange) throws InterruptedException {
    end.await();
  }

  private void timeout(Duration timeout) {
    ward.settings =
        new FetchSettings(Optional.empty(), ward.settings.tlsAnchorsFile(), timeout, Duration.ZERO);
  }

  @Test
  void aServerThatHangsTimesOut() {
    timeout(Duration.ofSeconds(1));
    ward.server.answer(FILE, this::hang);
    refused(ward.ask(), MudErrors.FETCH_TIMEOUT);
  }

  @Test
  void aDeviceWaitsNoLongerThanItsDeadline() {
    timeout(Duration.ofMinutes(10));
    ward.server.answer(FILE, this::hang);
    refused(
        ward.ask("pumps", ward.server.url(FILE), Duration.ofMillis(300)), MudErrors.FETCH_TIMEOUT);
  }

  @Test
  void aServerThatHangsBlocksNobodyElse() {
    timeout(Duration.ofMinutes(10));
    IntStream.range(0, 20).forEach(i -> ward.server.answer("/" + i, this::hang));
    try (MakerServer healthy = new MakerServer(ward.maker, "localhost")) {
      ward.trust(List.of(ward.maker.anchor()), ward.server.authority(), healthy.authority());
      Bytes content = FetchFixture.file(healthy.url(FILE));
      healthy.serve(FILE, content);
      healthy.serve(SIGNATURE, ward.maker.sign(content));

      List<CompletableFuture<MudEvent>> stuck =
          IntStream.range(0, 20)
              .mapToObj(i -> ward.ask("pumps", ward.server.url("/" + i), Duration.ofMinutes(10)))
              .toList();
      verified(ward.ask("pumps", healthy.url(FILE)));
      assertThat(stuck).as("the healthy one did not wait").noneMatch(CompletableFuture::isDone);
    }
  }

  @Test
  void theTimeoutHoldsForSlowDropsToo() {
    timeout(Duration.ofSeconds(1));
    ward.server.answer(
        FILE,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream body = exchange.getResponseBody()) {
            while (!end.await(50, TimeUnit.MILLISECONDS)) {
              body.write(' ');
              body.flush();
            }
          }
        });
    refused(ward.ask(), MudErrors.FETCH_TIMEOUT);
  }

  @Test
  void theSignatureSharesTheTimeoutOfItsFile() {
    timeout(Duration.ofSeconds(1));
    ward.serveGoodFile();
    ward.server.answer(SIGNATURE, this::hang);
    refused(ward.ask(), MudErrors.FETCH_TIMEOUT);
  }

  @Test
  void anEndlessBodyStopsAtTheLimit() {
    ward.server.answer(
        FILE,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] chunk = new byte[65_536];
          try (OutputStream body = exchange.getResponseBody()) {
            while (end.getCount() > 0) {
              body.write(chunk);
            }
          } catch (IOException e) {
            end.countDown(); // the gateway hung up, as it should
          }
        });
    refused(ward.ask(), MudErrors.TOO_LARGE);
  }

  @Test
  void anOversizedSignatureIsNotRead() {
    ward.serveGoodFile();
    ward.server.serve(SIGNATURE, Bytes.of(new byte[65_537]));
    refused(ward.ask(), MudErrors.TOO_LARGE);
  }

  @Test
  void aServerThatBreaksOffIsAFailure() {
    ward.server.answer(FILE, HttpExchange::close);
    refused(ward.ask(), MudErrors.FETCH_FAILED);
    ward.server.answer(
        FILE,
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write(1);
          exchange.close();
        });
    refused(ward.ask(), MudErrors.FETCH_FAILED);
  }

  @Test
  void aServerNobodyVouchesForIsNotAsked() {
    ward.serveGoodFile();
    ward.settings =
        new FetchSettings(
            Optional.empty(), Optional.empty(), ward.settings.timeout(), Duration.ZERO);
    refused(ward.ask(), MudErrors.FETCH_FAILED);
    assertThat(ward.server.requests).isEmpty();
  }

  @Test
  void aServerWithAnotherNameIsNotAsked() {
    try (MakerServer other = new MakerServer(ward.maker, "elsewhere.example")) {
      ward.trust(List.of(ward.maker.anchor()), other.authority());
      refused(ward.ask("pumps", other.url(FILE)), MudErrors.FETCH_FAILED);
      assertThat(other.requests).isEmpty();
    }
  }

  @Test
  void noServerIsAFailure() {
    ward.server.close();
    refused(ward.ask(), MudErrors.FETCH_FAILED);
  }

  @Test
  void closingAnswersWhatIsGoingOnAndEndsTheThreads() {
    ward.server.answer(FILE, this::hang);
    CompletableFuture<MudEvent> answer = ward.ask();
    ward.files.close();

    refused(answer, MudErrors.FETCH_FAILED);
    refused(ward.ask(), MudErrors.OVERLOADED);
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("wardgate-mud-"))
        .forEach(BadServersTest::join);
  }

  private static void join(Thread thread) {
    try {
      thread.join(60_000);
      assertThat(thread.isAlive()).as("%s", thread.getName()).isFalse();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
