package org.wardgate.mud.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.mud.fetch.FetchFixture.FILE;
import static org.wardgate.mud.fetch.FetchFixture.SIGNATURE;
import static org.wardgate.mud.fetch.FetchFixture.refused;
import static org.wardgate.mud.fetch.FetchFixture.verified;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.mud.MudEvent;
import org.wardgate.api.mud.VerifiedMudFile;
import org.wardgate.mud.testing.MudJson;
import org.wardgate.mud.testing.Signers;

class MudFilesTest {
  private FetchFixture ward;

  @BeforeEach
  void start(@TempDir Path directory) {
    ward = new FetchFixture(directory);
  }

  @AfterEach
  void stop() {
    ward.close();
  }

  @Test
  void fetchesAndVerifies() {
    ward.serveGoodFile();
    VerifiedMudFile file = verified(ward.ask());

    assertThat(file.mudUrl()).isEqualTo(ward.server.url(FILE));
    assertThat(file.content()).isEqualTo(FetchFixture.file(file.mudUrl()));
    assertThat(file.signer()).isEqualTo("CN=Pump Inc. release");
    assertThat(ward.server.requests).containsExactly(FILE, SIGNATURE);
  }

  @Test
  void asksAgainOnlyAfterTheValidity() {
    ward.serveGoodFile();
    verified(ward.ask());
    ward.clock.advance(Duration.ofMinutes(59));
    verified(ward.ask());
    assertThat(ward.server.requests).hasSize(2);

    ward.clock.advance(Duration.ofMinutes(2));
    verified(ward.ask());
    assertThat(ward.server.requests).hasSize(4);
  }

  @Test
  void theCacheSurvivesARestartAndAFailingServer() {
    ward.serveGoodFile();
    verified(ward.ask());
    ward.files.close();
    ward.server.answer(FILE, exchange -> MakerServer.send(exchange, 503, Bytes.EMPTY));
    ward.files = ward.start();

    verified(ward.ask());
    assertThat(ward.server.requests).hasSize(2);
    ward.clock.advance(Duration.ofHours(10));
    verified(ward.ask());
    assertThat(ward.server.requests).hasSize(3);
    ward.clock.advance(Duration.ofHours(1));
    refused(ward.ask(), MudErrors.FETCH_FAILED);
  }

  @Test
  void aCachedFileNeedsASignerThatStillCounts() {
    ward.serveGoodFile();
    verified(ward.ask());
    ward.trust(List.of(new Signers("x", ward.clock.instant()).anchor()), ward.server.authority());

    refused(ward.ask(), MudErrors.UNTRUSTED_SIGNER);
  }

  @Test
  void aCachedFileNeedsASignerThatIsStillValid() {
    ward.serveGoodFile();
    verified(ward.ask());
    ward.clock.advance(Duration.ofHours(13));

    refused(ward.ask(), MudErrors.UNAPPROVED);
  }

  @Test
  void anExpiredSignerCountsWithinTheOperatorsGrace() {
    ward.serveGoodFile();
    verified(ward.ask());
    ward.clock.advance(Duration.ofHours(13));
    ward.grantDays(1);
    assertThat(verified(ward.ask()).signer()).contains("expired on", "within the grace until");
    ward.clock.advance(Duration.ofDays(1));
    refused(ward.ask(), MudErrors.UNAPPROVED);
    ward.approve(FetchFixture.file(ward.server.url(FILE)));
    assertThat(verified(ward.ask()).signer()).startsWith("approved by the hospital, signer");
  }

  @Test
  void aServerThatNowServesABadFileIsNotCoveredUpByTheCache() {
    ward.serveGoodFile();
    verified(ward.ask());
    ward.clock.advance(Duration.ofHours(2));
    ward.server.serve(SIGNATURE, Bytes.ofHex("3000"));

    refused(ward.ask(), MudErrors.BAD_SIGNATURE);
  }

  @Test
  void manyDevicesOfOneModelShareOneFetch() {
    CountDownLatch asked = new CountDownLatch(1);
    Bytes content = FetchFixture.file(ward.server.url(FILE));
    ward.server.serve(SIGNATURE, ward.maker.sign(content));
    ward.server.answer(
        FILE,
        exchange -> {
          asked.await();
          MakerServer.send(exchange, 200, content);
        });
    List<CompletableFuture<MudEvent>> answers =
        IntStream.range(0, 100).mapToObj(i -> ward.ask()).toList();
    asked.countDown();

    answers.forEach(FetchFixture::verified);
    assertThat(ward.server.requests).containsExactly(FILE, SIGNATURE);
  }

  @Test
  void refusesWhatTheManufacturerMayNotUseWithoutAsking() {
    refused(ward.ask("pumps", "https://elsewhere.example/x"), MudErrors.WRONG_MANUFACTURER);
    refused(ward.ask("others", ward.server.url(FILE)), MudErrors.WRONG_MANUFACTURER);
    refused(ward.ask("pumps", "https://localhost/pump.json"), MudErrors.WRONG_MANUFACTURER);
    refused(ward.ask("pumps", "http://" + ward.server.authority()), MudErrors.BAD_MUD_URL);
    refused(ward.ask("pumps", "https://u:p@" + ward.server.authority()), MudErrors.BAD_MUD_URL);
    refused(ward.ask("pumps", ward.server.url("/" + "x".repeat(300))), MudErrors.BAD_MUD_URL);
    refused(ward.ask("pumps", ward.server.url(FILE), Duration.ZERO), MudErrors.FETCH_TIMEOUT);
    assertThat(ward.server.requests).isEmpty();
  }

  @Test
  void refusesBadSignatures() {
    Bytes content = FetchFixture.file(ward.server.url(FILE));
    ward.server.serve(FILE, content);
    assertThat(refused(ward.ask(), MudErrors.UNAPPROVED))
        .contains("unsigned", content.sha256().hex());

    ward.server.serve(SIGNATURE, Bytes.ofHex("00"));
    refused(ward.ask(), MudErrors.BAD_SIGNATURE);

    ward.server.serve(SIGNATURE, ward.maker.sign(Bytes.ofHex("00")));
    refused(ward.ask(), MudErrors.BAD_SIGNATURE);

    Signers stranger = new Signers("Pump Inc. release", ward.clock.instant());
    ward.server.serve(SIGNATURE, stranger.sign(content));
    refused(ward.ask(), MudErrors.UNTRUSTED_SIGNER);
  }

  @Test
  void refusesBadFilesAndKeepsNoneOfThem() {
    Bytes elsewhere = FetchFixture.file(ward.server.url("/other.json"));
    ward.server.serve(FILE, elsewhere);
    ward.server.serve(SIGNATURE, ward.maker.sign(elsewhere));
    refused(ward.ask(), MudErrors.URL_MISMATCH);

    Bytes garbage = Bytes.ofHex("7b22");
    ward.server.serve(FILE, garbage);
    ward.server.serve(SIGNATURE, ward.maker.sign(garbage));
    refused(ward.ask(), MudErrors.NOT_JSON);

    ward.serveGoodFile();
    verified(ward.ask());
  }

  @Test
  void takesTheSignatureFromWhereTheFileSays() {
    Bytes content =
        MudJson.bytes(
            MudJson.with(
                MudJson.fromDevice(),
                mud -> {
                  mud.put("mud-url", ward.server.url(FILE));
                  mud.put("mud-signature", ward.server.url("/sig/1"));
                }));
    ward.server.serve(FILE, content);
    ward.server.serve("/sig/1", ward.maker.sign(content));

    verified(ward.ask());
    assertThat(ward.server.requests).containsExactly(FILE, "/sig/1");
  }

  @Test
  void refusesASignatureOfAnotherAuthority() {
    Bytes content =
        MudJson.bytes(
            MudJson.with(
                MudJson.fromDevice(),
                mud -> {
                  mud.put("mud-url", ward.server.url(FILE));
                  mud.put("mud-signature", "https://elsewhere.example/x.p7s");
                }));
    ward.server.serve(FILE, content);

    refused(ward.ask(), MudErrors.BAD_VALUE);
  }
}
