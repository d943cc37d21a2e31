package org.wardgate.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.Masa;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.VoucherAnswered;
import org.wardgate.api.testing.RecordedReports;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.registrar.testing.EmulatedMasa;
import org.wardgate.registrar.testing.Gateway;
import org.wardgate.registrar.testing.Scene;
import org.wardgate.registrar.testing.TestCa;
import org.wardgate.registrar.voucher.Voucher;

/** The registrar between pledges and a MASA. */
class VoucherResourceTest {
  private final Scene scene = new Scene();
  private final EmulatedMasa masa = new EmulatedMasa(scene);
  private final Gateway gateway = new Gateway();
  private final Bytes request = scene.request().bare(scene.pump);
  private VoucherResource resource;

  @TempDir Path directory = Path.of("");

  VoucherResourceTest() throws RefusedException {
    resource = resource(Map.of(), scene.masaAt(masa.url()));
  }

  private VoucherResource resource(Map<String, Object> values, Masa its) throws RefusedException {
    return resource(values, scene.inventory(its));
  }

  private VoucherResource resource(Map<String, Object> values, InventorySnapshot inventory)
      throws RefusedException {
    Map<String, Object> all =
        new HashMap<>(Map.of("answerWaitSeconds", 8, "masaTimeoutSeconds", 60));
    all.putAll(values);
    VoucherResource made =
        new VoucherResource(
            () -> inventory,
            name -> directory.resolve(name),
            new RecordedReports(),
            all,
            Clock.systemUTC(),
            System::nanoTime);
    made.bind(scene.gateway, gateway);
    if (resource != null) {
      resource.deactivate();
    }
    return made;
  }

  @AfterEach
  void close() {
    resource.deactivate();
    masa.close();
  }

  /** Asks as a pledge does: again, as long as it is told to come later. */
  private Response ask(PeerIdentity identity, Bytes body) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Gateway.WAIT_SECONDS);
    Response response = Gateway.voucher(resource, identity, body);
    while (response.code() == ResponseCode.SERVICE_UNAVAILABLE
        && response.payload().length() == 0
        && System.nanoTime() < end) {
      response = Gateway.voucher(resource, identity, body);
    }
    return response;
  }

  private Response ask() {
    return ask(scene.identity(), request);
  }

  private void refused(ResponseCode code, ErrorCode why, Response response) {
    assertThat(new String(response.payload().toArray(), StandardCharsets.UTF_8))
        .startsWith(why.code());
    assertThat(response.code()).isEqualTo(code);
    assertThat(gateway.events(VoucherAnswered.class))
        .last()
        .satisfies(
            event -> {
              assertThat(event.device()).isEqualTo(Scene.PUMP);
              assertThat(event.problem().orElseThrow().code()).isEqualTo(why.code());
            });
  }

  @Test
  void aPledgeGetsItsVoucher() throws RefusedException {
    Response response = ask();
    assertThat(response.code()).isEqualTo(ResponseCode.CHANGED);
    assertThat(response.contentFormat()).hasValue(ContentFormat.VOUCHER_COSE);
    // without the MASA's certificates its signer must be known
    assertThat(response.payload().hex())
        .doesNotContain(Certificates.der(scene.masa.certificate()).hex());
    assertThat(Voucher.claimedSerial(response.payload())).isEqualTo(Scene.SERIAL);
    assertThat(gateway.events(VoucherAnswered.class))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.problem()).isEmpty();
              assertThat(event.detail()).isEqualTo("nonced, proximity from " + masa.url());
            });
    assertThat(masa.asked).containsExactly(EmulatedMasa.VOUCHER, EmulatedMasa.AUDIT_LOG);
    assertThat(masa.clients).contains(scene.gateway.chain().get(0));
  }

  @Test
  void thePledgeThatAsksAgainGetsTheSameVoucherWithoutAnotherQuestion() {
    Response first = ask();
    assertThat(ask()).isEqualTo(first);
    assertThat(masa.asked).hasSize(2);
    assertThat(gateway.events(VoucherAnswered.class)).hasSize(1);
  }

  @Test
  void aPledgeWhoseMasaIsSlowIsToldToComeAgain() throws Exception {
    resource = resource(Map.of("answerWaitSeconds", 0), scene.masaAt(masa.url()));
    CountDownLatch answer = new CountDownLatch(1);
    masa.answer(
        EmulatedMasa.VOUCHER,
        (exchange, body) -> {
          boolean told = answer.await(Gateway.WAIT_SECONDS, TimeUnit.SECONDS);
          assertThat(told).isTrue();
          try {
            EmulatedMasa.send(exchange, 200, "application/voucher+cose", masa.service.issue(body));
          } catch (CryptoException e) {
            throw new IOException(e);
          }
        });
    Response later = Gateway.voucher(resource, scene.identity(), request);
    assertThat(later.code()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
    assertThat(later.maxAgeSeconds()).hasValue(3);
    answer.countDown();
    assertThat(ask().code()).isEqualTo(ResponseCode.CHANGED);
    assertThat(masa.asked).containsOnlyOnce(EmulatedMasa.VOUCHER);
  }

  @Test
  void anotherNonceWhileTheFirstQuestionIsOpenHasToWait() throws Exception {
    resource = resource(Map.of("answerWaitSeconds", 0), scene.masaAt(masa.url()));
    CountDownLatch end = new CountDownLatch(1);
    masa.answer(
        EmulatedMasa.VOUCHER,
        (exchange, body) -> {
          boolean ended = end.await(Gateway.WAIT_SECONDS, TimeUnit.SECONDS);
          assertThat(ended).isTrue();
        });
    Gateway.voucher(resource, scene.identity(), request);
    Bytes other = scene.request().bytes(7, Bytes.ofHex("1111111111111111")).bare(scene.pump);
    for (int i = 0; i < 50; i++) {
      assertThat(Gateway.voucher(resource, scene.identity(), other).code())
          .isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
    }
    assertThat(masa.asked.size()).isLessThanOrEqualTo(1);
    end.countDown();
  }

  @Test
  void onlyASessionWithAnIdevidMayAsk() {
    for (PeerIdentity.Kind kind : PeerIdentity.Kind.values()) {
      if (kind != PeerIdentity.Kind.IDEVID) {
        PeerIdentity right = scene.identity();
        PeerIdentity identity =
            new PeerIdentity(
                kind,
                right.device(),
                right.certificateSha256(),
                Optional.empty(),
                right.certificate());
        Response response = Gateway.voucher(resource, identity, request);
        assertThat(response.code()).isEqualTo(ResponseCode.FORBIDDEN);
      }
    }
    assertThat(gateway.events(VoucherAnswered.class))
        .allMatch(
            event ->
                event.problem().orElseThrow().code().equals(OnboardingErrors.NOT_A_PLEDGE.code()));
    assertThat(masa.asked).isEmpty();
  }

  @Test
  void aSessionWhoseCertificateIsNotAtHandIsHelpedByTheRequestsCopyAlone() {
    PeerIdentity right = scene.identity();
    PeerIdentity bare =
        new PeerIdentity(right.kind(), right.device(), right.certificateSha256(), right.mudUrl());
    refused(
        ResponseCode.FORBIDDEN,
        OnboardingErrors.NOT_A_PLEDGE,
        Gateway.voucher(resource, bare, request));
    TestCa.Identity twin = scene.devices.idevid(Scene.SERIAL);
    assertThat(Gateway.voucher(resource, bare, scene.request().signed(twin)).code())
        .isEqualTo(ResponseCode.FORBIDDEN);
    assertThat(ask(bare, scene.request().signed(scene.pump)).code())
        .isEqualTo(ResponseCode.CHANGED);
  }

  @Test
  void refusedRequestsNeverReachTheMasa() {
    refused(
        ResponseCode.FORBIDDEN,
        OnboardingErrors.VOUCHER_REQUEST_FORGED,
        Gateway.voucher(
            resource, scene.identity(), scene.request().bare(scene.devices.idevid("2"))));
    refused(
        ResponseCode.FORBIDDEN,
        OnboardingErrors.NOT_THIS_REGISTRAR,
        Gateway.voucher(
            resource,
            scene.identity(),
            scene.request().bytes(12, scene.own.key().sha256()).bare(scene.pump)));
    refused(
        ResponseCode.BAD_REQUEST,
        OnboardingErrors.VOUCHER_REQUEST_MALFORMED,
        Gateway.voucher(resource, scene.identity(), Bytes.ofHex("a0")));
    assertThat(masa.asked).isEmpty();
  }

  @Test
  void theSameRefusalIsReportedOnceAMinute() {
    for (int i = 0; i < 20; i++) {
      Gateway.voucher(resource, scene.identity(), Bytes.ofHex("a0"));
    }
    assertThat(gateway.events).hasSize(1);
  }

  @Test
  void withoutAMasaThereIsNoVoucher() throws RefusedException {
    resource = resource(Map.of(), Masa.NONE);
    refused(ResponseCode.NOT_FOUND, OnboardingErrors.NO_MASA, ask());
    resource = resource(Map.of(), InventorySnapshot.empty());
    refused(ResponseCode.NOT_FOUND, OnboardingErrors.NOT_IN_INVENTORY, ask());
  }

  @Test
  void otherFormatsAreRefused() {
    for (int format : List.of(0, 60, 287)) {
      assertThat(
              Gateway.answer(resource.handle(Gateway.post(scene.identity(), format, request)))
                  .code())
          .isEqualTo(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
    }
    assertThat(
            Gateway.answer(
                    resource.handle(
                        Gateway.request(
                            scene.identity(),
                            OptionalInt.of(ContentFormat.VOUCHER_COSE),
                            OptionalInt.of(60),
                            request)))
                .code())
        .isEqualTo(ResponseCode.NOT_ACCEPTABLE);
  }

  @Test
  void noVoucherIsHandedOnBeforeItIsOnRecord() {
    gateway.broken = true;
    Response response = Gateway.voucher(resource, scene.identity(), request);
    assertThat(response.code()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
    assertThat(response.payload()).isEqualTo(Bytes.EMPTY);
    gateway.broken = false;
    assertThat(ask().code()).isEqualTo(ResponseCode.CHANGED);
  }

  @Test
  void aBadConfigurationChangesNothing() {
    resource.modified(Map.of("auditLog", "perhaps"));
    resource.modified(Map.of("masaTimeoutSeconds", 0));
    resource.modified(Map.of("voucherDirectory", "relative"));
    resource.modified(Map.of("noncelessDaysMax", 9_999));
    resource.modified(Map.of("answerWaitSeconds", 9));
    assertThat(ask().code()).isEqualTo(ResponseCode.CHANGED);
  }
}
