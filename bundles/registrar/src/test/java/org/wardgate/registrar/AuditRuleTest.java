package org.wardgate.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.VoucherAnswered;
import org.wardgate.api.testing.RecordedReports;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.registrar.testing.EmulatedMasa;
import org.wardgate.registrar.testing.Gateway;
import org.wardgate.registrar.testing.Scene;

/** Vouchers that are wrong, logs that name others: what becomes of the pledge. */
class AuditRuleTest {
  private final Scene scene = new Scene();
  private final EmulatedMasa masa = new EmulatedMasa(scene);
  private final Gateway gateway = new Gateway();

  @TempDir Path directory = Path.of("");

  @AfterEach
  void close() {
    masa.close();
  }

  private Response ask(String audit) throws RefusedException {
    VoucherResource resource =
        new VoucherResource(
            () -> scene.inventory(scene.masaAt(masa.url())),
            name -> directory.resolve(name),
            new RecordedReports(),
            Map.of("auditLog", audit, "answerWaitSeconds", 8, "masaTimeoutSeconds", 60),
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

  private static String text(Response response) {
    return new String(response.payload().toArray(), StandardCharsets.UTF_8);
  }

  private VoucherAnswered event() {
    return gateway.events(VoucherAnswered.class).get(0);
  }

  @Test
  void anotherOwnerInTheLogIsReported() throws RefusedException {
    masa.service.soldBefore(Scene.SERIAL, "AAAA");
    assertThat(ask("report").code()).isEqualTo(ResponseCode.CHANGED);
    assertThat(event().problem()).isEmpty();
    assertThat(event().detail())
        .contains(OnboardingErrors.AUDIT_LOG_SUSPECT.code(), "1 other domains");
  }

  @Test
  void anotherOwnerInTheLogMeansNoVoucherIfALogIsRequired() throws RefusedException {
    masa.service.soldBefore(Scene.SERIAL, "AAAA");
    Response response = ask("require");
    assertThat(response.code()).isEqualTo(ResponseCode.FORBIDDEN);
    assertThat(text(response)).startsWith(OnboardingErrors.AUDIT_LOG_SUSPECT.code());
    assertThat(event().problem().orElseThrow().code())
        .isEqualTo(OnboardingErrors.AUDIT_LOG_SUSPECT.code());
  }

  @Test
  void aGoodLogIsEnoughIfOneIsRequired() throws RefusedException {
    assertThat(ask("require").code()).isEqualTo(ResponseCode.CHANGED);
    assertThat(event().detail()).isEqualTo("nonced, proximity from " + masa.url());
  }

  @Test
  void aMasaWithoutLogIsReportedOrRefused() throws RefusedException {
    masa.answer(
        EmulatedMasa.AUDIT_LOG,
        (exchange, body) -> EmulatedMasa.send(exchange, 500, "text/plain", Bytes.EMPTY));
    assertThat(ask("report").code()).isEqualTo(ResponseCode.CHANGED);
    assertThat(event().detail()).contains("audit log: localhost: status 500");
    assertThat(ask("require").code()).isEqualTo(ResponseCode.FORBIDDEN);
  }

  @Test
  void theLogIsNotAskedForIfItIsOff() throws RefusedException {
    assertThat(ask("off").code()).isEqualTo(ResponseCode.CHANGED);
    assertThat(masa.asked).containsExactly(EmulatedMasa.VOUCHER);
  }

  private void voucherInvalid(String words, Bytes voucher) throws RefusedException {
    masa.answer(
        EmulatedMasa.VOUCHER,
        (exchange, body) -> EmulatedMasa.send(exchange, 200, "application/voucher+cose", voucher));
    Response response = ask("report");
    assertThat(response.code()).isEqualTo(ResponseCode.FORBIDDEN);
    assertThat(text(response)).startsWith(OnboardingErrors.VOUCHER_INVALID.code()).contains(words);
  }

  @Test
  void aMasaThatAnswersGarbageGivesNoVoucher() throws RefusedException {
    voucherInvalid("", Bytes.ofHex("00"));
    voucherInvalid("", Bytes.of(new byte[10_000]));
    voucherInvalid("", Bytes.ofHex("d28443a10126a04041ff"));
  }

  @Test
  void aReplayedVoucherFromTheMasaIsNotHandedOn() throws RefusedException {
    voucherInvalid(
        "the nonce of another request",
        scene.signed(scene.voucher().bytes(7, Bytes.ofHex("ffffffffffffffff"))));
    voucherInvalid("another serial number", scene.signed(scene.voucher().text(11, "2")));
    voucherInvalid("nonceless ones do not count", scene.signed(scene.nonceless()));
  }
}
