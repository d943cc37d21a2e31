package org.wardgate.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.VoucherAnswered;
import org.wardgate.api.testing.RecordedReports;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.crypto.CryptoException;
import org.wardgate.registrar.testing.EmulatedMasa;
import org.wardgate.registrar.testing.Gateway;
import org.wardgate.registrar.testing.Scene;

/** A ward without internet. */
class OfflineVouchersTest {
  private final Scene scene = new Scene();
  private final Gateway gateway = new Gateway();
  private final EmulatedMasa masa = new EmulatedMasa(scene);

  @TempDir Path directory = Path.of("");

  @AfterEach
  void close() {
    masa.close();
  }

  private Response ask(Map<String, Object> values, String masaUrl) throws RefusedException {
    Map<String, Object> all =
        new HashMap<>(
            Map.of(
                "answerWaitSeconds",
                8,
                "nonceless",
                true,
                "masaTimeoutSeconds",
                60,
                "voucherDirectory",
                directory.toString()));
    all.putAll(values);
    VoucherResource resource =
        new VoucherResource(
            () -> scene.inventory(scene.masaAt(masaUrl)),
            name -> directory.resolve(name),
            new RecordedReports(),
            all,
            Clock.systemUTC(),
            System::nanoTime);
    resource.bind(scene.gateway, gateway);
    Bytes request = scene.request().bare(scene.pump);
    try {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Gateway.WAIT_SECONDS);
      Response response = Gateway.voucher(resource, scene.identity(), request);
      while (response.code() == ResponseCode.SERVICE_UNAVAILABLE
          && response.payload().length() == 0
          && System.nanoTime() < end) {
        response = Gateway.voucher(resource, scene.identity(), request);
      }
      return response;
    } finally {
      resource.deactivate();
    }
  }

  private void put(String name, Bytes content) throws IOException {
    Files.write(directory.resolve(name), content.toArray());
  }

  private void refused(ErrorCode code, String words, Response response) {
    assertThat(new String(response.payload().toArray(), StandardCharsets.UTF_8))
        .startsWith(code.code())
        .contains(words);
    assertThat(response.code().success()).isFalse();
  }

  @Test
  void aNoncelessVoucherFromTheFolderIsHandedOn() throws Exception {
    put("pump.vch", scene.signed(scene.nonceless()));
    assertThat(ask(Map.of(), "").code()).isEqualTo(ResponseCode.CHANGED);
    assertThat(gateway.events(VoucherAnswered.class).get(0).detail())
        .isEqualTo("nonceless, verified from a file");
    assertThat(masa.asked).isEmpty();
  }

  @Test
  void withoutLeaveNoNoncelessVoucherCounts() throws Exception {
    put("pump.vch", scene.signed(scene.nonceless()));
    refused(
        OnboardingErrors.VOUCHER_INVALID,
        "nonceless ones do not count",
        ask(Map.of("nonceless", false), ""));
    assertThat(directory.resolve("requests")).doesNotExist();
  }

  @Test
  void aRequiredAuditLogRulesFilesOut() throws Exception {
    put("pump.vch", scene.signed(scene.nonceless()));
    refused(
        OnboardingErrors.NO_OFFLINE_VOUCHER,
        "auditLog is require",
        ask(Map.of("auditLog", "require"), ""));
  }

  @Test
  void theFolderHelpsWhenTheMasaIsAwayButNotWhenItRefuses() throws Exception {
    put("pump.vch", scene.signed(scene.nonceless()));
    masa.answer(
        EmulatedMasa.VOUCHER,
        (exchange, body) -> EmulatedMasa.send(exchange, 403, "text/plain", Bytes.EMPTY));
    refused(OnboardingErrors.MASA_REFUSED, "403", ask(Map.of(), masa.url()));
    masa.answer(
        EmulatedMasa.VOUCHER,
        (exchange, body) -> EmulatedMasa.send(exchange, 503, "text/plain", Bytes.EMPTY));
    assertThat(ask(Map.of(), masa.url()).code()).isEqualTo(ResponseCode.CHANGED);
  }

  @Test
  void aMasaThatIsAwayAndNoFileMeansComeAgain() throws Exception {
    masa.answer(
        EmulatedMasa.VOUCHER,
        (exchange, body) -> EmulatedMasa.send(exchange, 503, "text/plain", Bytes.EMPTY));
    Response response = ask(Map.of(), masa.url());
    refused(OnboardingErrors.MASA_UNREACHABLE, "503", response);
    assertThat(response.code()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
    assertThat(response.maxAgeSeconds()).hasValue(30);
  }

  @Test
  void forgedReplayedAndForeignFilesDoNotCount() throws Exception {
    put("forged.vch", scene.nonceless().signed(scene.devices.idevid("2")));
    refused(OnboardingErrors.VOUCHER_INVALID, "", ask(Map.of(), ""));
    // one kept from an earlier, online join
    put("forged.vch", scene.signed(scene.voucher().bytes(7, Bytes.ofHex("1111111111111111"))));
    refused(OnboardingErrors.VOUCHER_INVALID, "another request", ask(Map.of(), ""));
    put("forged.vch", scene.signed(scene.nonceless().text(11, "2")));
    refused(OnboardingErrors.NO_OFFLINE_VOUCHER, "", ask(Map.of(), ""));
    put("forged.vch", scene.signed(scene.nonceless().without(4)));
    refused(OnboardingErrors.VOUCHER_INVALID, "neither nonce nor expires-on", ask(Map.of(), ""));
  }

  @Test
  void aGoodFileCountsBesideBadOnes() throws Exception {
    put("a.vch", scene.signed(scene.nonceless().without(8)));
    put("b.vch", Bytes.of(new byte[1 << 20]));
    put("c.vch", Bytes.ofHex("00"));
    put("d.vch", scene.signed(scene.nonceless()));
    Files.createDirectory(directory.resolve("e.vch"));
    assertThat(ask(Map.of(), "").code()).isEqualTo(ResponseCode.CHANGED);
  }

  @Test
  void whoAsksInVainLeavesARequestThatTheMasaAnswers() throws Exception {
    refused(OnboardingErrors.NO_OFFLINE_VOUCHER, "", ask(Map.of(), ""));
    Path request = directory.resolve("requests/pump-1.vrq");
    assertThat(request).exists();
    // what people carry to the MASA, and bring back
    put("pump.vch", issued(Bytes.of(Files.readAllBytes(request))));
    assertThat(ask(Map.of(), "").code()).isEqualTo(ResponseCode.CHANGED);
  }

  private Bytes issued(Bytes request) throws CryptoException {
    return masa.service.issue(request);
  }
}
