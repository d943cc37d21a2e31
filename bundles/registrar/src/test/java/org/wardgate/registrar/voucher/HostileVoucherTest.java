package org.wardgate.registrar.voucher;

import static org.wardgate.api.onboarding.OnboardingErrors.VOUCHER_INVALID;
import static org.wardgate.registrar.testing.Refusals.assertRefused;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.registrar.testing.Scene;
import org.wardgate.registrar.testing.VoucherWriter;

/** Vouchers that mean to break the reader; most of them are even signed by the right MASA. */
class HostileVoucherTest {
  private final Scene scene = new Scene();

  private void refused(Bytes voucher) {
    assertRefused(VOUCHER_INVALID, "", () -> Voucher.verified(voucher, scene.expected()));
    assertRefused(VOUCHER_INVALID, "", () -> Voucher.claimedSerial(voucher));
  }

  private void refusedAlsoSigned(Bytes payload) {
    refused(payload);
    refused(VoucherWriter.signed(payload, scene.masa, scene.masaRoot.certificate()));
  }

  @Test
  void aVoucherOf1MbIsRefused() {
    byte[] large = new byte[1 << 20];
    ByteBuffer.wrap(large).put((byte) 0x5a).putInt(large.length - 5);
    refusedAlsoSigned(Bytes.of(large));
  }

  @Test
  void aVoucherNested1000DeepIsRefused() {
    byte[] deep = new byte[1_000];
    Arrays.fill(deep, (byte) 0x81);
    deep[deep.length - 1] = 0;
    refusedAlsoSigned(Bytes.of(deep));
  }

  @ParameterizedTest
  @CsvSource({
    // {2451: {1: 2, 1: 2}} and {2451: {}, 2451: {}}: duplicate keys
    "a1190993a201020102",
    "a2190993a0190993a0",
    // {2451: {_ 1: 2}}, {_ 2451: {}}, a nonce in pieces: indefinite lengths
    "a1190993bf0102ff",
    "bf190993a0ff",
    "a1190993a1075f42010242030405ff",
    // no map at all, two structures, something behind it
    "80",
    "a2190993a01909c5a0",
    "a1190993a000",
    // a length that promises more than there is
    "a1190993bb7fffffffffffffff01",
    "a1190993a1075b7fffffffffffffff"
  })
  void duplicateKeysIndefiniteLengthsAndFalseLengthsAreRefused(String payload) {
    refusedAlsoSigned(Bytes.ofHex(payload));
  }

  @ParameterizedTest
  @CsvSource({
    // {1: -7, 2: [99], 99: 0}: critical and unknown
    "d2844ba30126028118631863 00 a0 41a0 41ff",
    // the algorithm in the open header alone, or unknown
    "d28440a1012641a041ff",
    "d28443a10139a041a041ff",
    // no tag, another tag, three parts, detached
    "8443a10126a041a041ff",
    "d18443a10126a041a041ff",
    "d28343a10126a041a0",
    "d28443a10126a0f641ff"
  })
  void envelopesThatAskForMoreOrLessAreRefused(String envelope) {
    refused(Bytes.ofHex(envelope.replace(" ", "")));
  }

  @Test
  void aVoucherWithACodeInsteadOfASignatureIsRefused() {
    Bytes payload = scene.voucher().payload();
    Bytes key = Bytes.of(scene.masa.certificate().getPublicKey().getEncoded());
    assertRefused(
        VOUCHER_INVALID,
        "no COSE_Sign1",
        () -> Voucher.verified(CoseSigner.mac0(payload, key), scene.expected()));
  }
}
