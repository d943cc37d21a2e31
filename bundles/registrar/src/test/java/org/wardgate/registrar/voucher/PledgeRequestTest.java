package org.wardgate.registrar.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.api.onboarding.OnboardingErrors.NOT_THIS_REGISTRAR;
import static org.wardgate.api.onboarding.OnboardingErrors.VOUCHER_REQUEST_FORGED;
import static org.wardgate.api.onboarding.OnboardingErrors.VOUCHER_REQUEST_MALFORMED;
import static org.wardgate.registrar.testing.Refusals.assertRefused;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.registrar.testing.Scene;
import org.wardgate.registrar.testing.TestCa;
import org.wardgate.registrar.testing.VoucherWriter;

class PledgeRequestTest {
  private final Scene scene = new Scene();

  private PledgeRequest verified(Bytes request, Instant now) throws Exception {
    return PledgeRequest.verified(
        request, PledgeRequest.envelope(request), scene.pledge(), scene.own, now);
  }

  private PledgeRequest verified(VoucherWriter request) throws Exception {
    return verified(request.bare(scene.pump), scene.now);
  }

  private void refused(ErrorCode code, String words, VoucherWriter request) {
    assertRefused(code, words, () -> verified(request));
  }

  private void malformed(String words, Bytes request) {
    assertRefused(VOUCHER_REQUEST_MALFORMED, words, () -> verified(request, scene.now));
  }

  @Test
  void aPledgesOwnRequestIsTaken() throws Exception {
    assertThat(verified(scene.request()).nonce()).contains(Scene.NONCE);
    assertThat(verified(scene.request().without(7)).nonce()).isEmpty();
    Bytes digest = scene.own.key().sha256();
    verified(scene.request().without(12).bytes(11, digest));
    Bytes certificate = Certificates.der(scene.own.certificate());
    verified(scene.request().without(12).bytes(10, certificate).date(2, scene.now));
    verified(scene.request().without(13).named("serial-number", new CborText(Scene.SERIAL)));
  }

  @Test
  void aRequestSignedWithAnotherKeyThanTheSessionsIsForged() {
    for (TestCa.Identity other :
        List.of(scene.devices.idevid(Scene.SERIAL), scene.devices.idevid("2"))) {
      assertRefused(
          VOUCHER_REQUEST_FORGED,
          "not signed with the session's IDevID key",
          () -> verified(scene.request().bare(other), scene.now));
      assertRefused(
          VOUCHER_REQUEST_FORGED,
          "not signed with the session's IDevID key",
          () -> verified(scene.request().signed(other, scene.pump.certificate()), scene.now));
    }
  }

  @Test
  void aRequestForAnotherSerialNumberIsForged() {
    refused(VOUCHER_REQUEST_FORGED, "another serial number", scene.request().text(13, "2"));
  }

  @Test
  void aRequestThatPinsAnotherRegistrarsCertificateTellsOfAManInTheMiddle() {
    OwnIdentity other = new OwnIdentity(TestCa.root("Ward CA").gateway());
    Bytes certificate = Certificates.der(other.certificate());
    VoucherWriter without = scene.request().without(12);
    refused(NOT_THIS_REGISTRAR, "", without.bytes(10, certificate));
    refused(NOT_THIS_REGISTRAR, "", scene.request().without(12).bytes(11, other.key().sha256()));
    refused(NOT_THIS_REGISTRAR, "", scene.request().bytes(12, other.key()));
    // the ward's CA is not what a pledge sees in its handshake
    Bytes ca = Certificates.der(scene.ward.certificate());
    refused(NOT_THIS_REGISTRAR, "", scene.request().without(12).bytes(10, ca));
  }

  @Test
  void aRequestWithoutProximityOrWithTwoIsMalformed() {
    refused(VOUCHER_REQUEST_MALFORMED, "not exactly one", scene.request().without(12));
    refused(
        VOUCHER_REQUEST_MALFORMED,
        "not exactly one",
        scene.request().bytes(11, scene.own.key().sha256()));
    refused(VOUCHER_REQUEST_MALFORMED, "not proximity", scene.request().number(1, 1));
    refused(VOUCHER_REQUEST_MALFORMED, "not proximity", scene.request().number(1, 3));
    refused(VOUCHER_REQUEST_MALFORMED, "assertion", scene.request().without(1));
  }

  @Test
  void aRequestWithoutSerialNumberOrWithAWrongNonceIsMalformed() {
    refused(VOUCHER_REQUEST_MALFORMED, "serial-number", scene.request().without(13));
    refused(VOUCHER_REQUEST_MALFORMED, "nonce", scene.request().bytes(7, Bytes.of(new byte[33])));
    refused(VOUCHER_REQUEST_MALFORMED, "nonce", scene.request().bytes(7, Bytes.of(new byte[7])));
  }

  @Test
  void aRequestMadeIn1970OrIn2100IsMalformed() {
    for (String date : List.of("1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z")) {
      refused(
          VOUCHER_REQUEST_MALFORMED,
          "a device without a good clock leaves it out",
          scene.request().text(2, date));
    }
    refused(
        VOUCHER_REQUEST_MALFORMED,
        "created-on",
        scene.request().date(2, scene.now.plus(Duration.ofHours(25))));
  }

  @Test
  void withTheGatewaysClockAt1970OrAt2100ADatedRequestIsRefused() {
    for (String wrong : List.of("1970-01-01T00:00:10Z", "2100-01-01T00:00:00Z")) {
      assertRefused(
          VOUCHER_REQUEST_MALFORMED,
          "created-on",
          () ->
              verified(scene.request().date(2, scene.now).bare(scene.pump), Instant.parse(wrong)));
    }
  }

  @Test
  void aVoucherIsNoRequest() {
    assertRefused(
        VOUCHER_REQUEST_MALFORMED,
        "the structure is not 2501",
        () -> verified(scene.voucher().bare(scene.pump), scene.now));
  }

  @Test
  void whatIsNoCoseSign1IsMalformed() {
    malformed("", Bytes.EMPTY);
    malformed("", Bytes.ofHex("a0"));
    malformed("", Bytes.ofHex("d28443a10126a0"));
    malformed("no COSE_Sign1", CoseSigner.mac0(scene.request().payload(), Bytes.of(new byte[32])));
  }

  @Test
  void aRequestOf1MbIsMalformed() {
    byte[] large = new byte[1 << 20];
    ByteBuffer.wrap(large).put((byte) 0x5a).putInt(large.length - 5);
    malformed("allowed", Bytes.of(large));
    malformed("", VoucherWriter.signed(Bytes.of(large), scene.pump));
  }

  @Test
  void aRequestNested1000DeepIsMalformed() {
    byte[] deep = new byte[1_000];
    Arrays.fill(deep, (byte) 0x81);
    deep[deep.length - 1] = 0;
    malformed("", Bytes.of(deep));
    malformed("", VoucherWriter.signed(Bytes.of(deep), scene.pump));
  }

  @Test
  void aRequestWithDuplicateKeysIsMalformed() {
    // {2501: {1: 2, 1: 2}}
    malformed("twice", VoucherWriter.signed(Bytes.ofHex("a11909c5a201020102"), scene.pump));
    // both keys of the structure
    malformed("", VoucherWriter.signed(Bytes.ofHex("a21909c5a01909c5a0"), scene.pump));
  }

  @Test
  void aRequestWithIndefiniteLengthsIsMalformed() {
    malformed("", VoucherWriter.signed(Bytes.ofHex("a11909c5bf0102ff"), scene.pump));
    malformed("", VoucherWriter.signed(Bytes.ofHex("bf1909c5a0ff"), scene.pump));
    malformed("", Bytes.ofHex("d29f43a10126a041a0410000ff"));
  }

  @Test
  void aRequestWithSomethingBehindItIsMalformed() {
    byte[] right = scene.request().bare(scene.pump).toArray();
    malformed("", Bytes.of(Arrays.copyOf(right, right.length + 1)));
  }
}
