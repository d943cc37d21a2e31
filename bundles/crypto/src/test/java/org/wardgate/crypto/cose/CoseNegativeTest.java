package org.wardgate.crypto.cose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wardgate.crypto.testing.Refusals.assertRefused;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.ec.EcKeys;

class CoseNegativeTest {
  private static final CborLimits LIMITS = new CborLimits(4096, 8, 128);
  private static final Bytes PAYLOAD = Bytes.of("content".getBytes(StandardCharsets.UTF_8));
  private static final KeyPair KEYS = EcKeys.generateP256();

  private static CoseMessage parse(Bytes encoded) throws CryptoException {
    return CoseMessage.parse(encoded, LIMITS);
  }

  @Test
  void whatIsSignedVerifies() throws Exception {
    KeyPair p384 = EcKeys.generateP384();
    KeyPair ed = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    record Case(KeyPair keys, long algorithm) {}
    for (Case one :
        List.of(
            new Case(KEYS, CoseAlgorithms.ES256),
            new Case(KEYS, CoseAlgorithms.ESP256),
            new Case(p384, CoseAlgorithms.ES384),
            new Case(ed, CoseAlgorithms.EDDSA))) {
      CoseSign1 message =
          (CoseSign1) parse(CoseSigner.sign1(PAYLOAD, one.keys().getPrivate(), one.algorithm()));
      assertThat(message.algorithm()).isEqualTo(one.algorithm());
      assertThat(message.payload()).isEqualTo(PAYLOAD);
      assertThat(message.keyId()).isEmpty();
      CoseVerifier.verify(message, one.keys().getPublic(), Bytes.EMPTY);
    }
  }

  @Test
  void refusesAnotherKey() throws CryptoException {
    CoseSign1 message =
        (CoseSign1) parse(CoseSigner.sign1(PAYLOAD, KEYS.getPrivate(), CoseAlgorithms.ES256));
    assertRefused(
        Reason.BAD_SIGNATURE,
        () -> CoseVerifier.verify(message, EcKeys.generateP256().getPublic(), Bytes.EMPTY));
    assertRefused(
        Reason.BAD_ALGORITHM,
        () -> CoseVerifier.verify(message, EcKeys.generateP384().getPublic(), Bytes.EMPTY));
  }

  @Test
  void refusesAKeyOfAnotherKind() throws Exception {
    CoseSign1 message =
        (CoseSign1) parse(CoseSigner.sign1(PAYLOAD, KEYS.getPrivate(), CoseAlgorithms.ES256));
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    assertRefused(
        Reason.BAD_ALGORITHM,
        () -> CoseVerifier.verify(message, rsa.generateKeyPair().getPublic(), Bytes.EMPTY));
    rsa.initialize(1024);
    assertRefused(
        Reason.WEAK_KEY,
        () -> CoseVerifier.verify(message, rsa.generateKeyPair().getPublic(), Bytes.EMPTY));
  }

  @Test
  void refusesSignaturesOfTheWrongForm() throws CryptoException {
    for (int length : List.of(0, 1, 63, 65, 96)) {
      CoseSign1 message = signedWith("58" + "%02x".formatted(length) + "00".repeat(length));
      assertRefused(
          Reason.BAD_SIGNATURE, () -> CoseVerifier.verify(message, KEYS.getPublic(), Bytes.EMPTY));
    }
    // r = s = 0, the all-zero signature
    CoseSign1 zero = signedWith("5840" + "00".repeat(64));
    assertRefused(
        Reason.BAD_SIGNATURE, () -> CoseVerifier.verify(zero, KEYS.getPublic(), Bytes.EMPTY));
    // r = s = the group's order
    String order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
    CoseSign1 large = signedWith("5840" + order + order);
    assertRefused(
        Reason.BAD_SIGNATURE, () -> CoseVerifier.verify(large, KEYS.getPublic(), Bytes.EMPTY));
  }

  private static CoseSign1 signedWith(String signature) throws CryptoException {
    return (CoseSign1) parse(Bytes.ofHex("d28443a10126a04100" + signature));
  }

  @ParameterizedTest
  @CsvSource({
    "8443a10126a041004100, MALFORMED", // untagged
    "d1d28443a10126a041004100, MALFORMED", // tagged twice
    "d08343a10126a04100, MALFORMED", // COSE_Encrypt0
    "d28343a10126a04100, MALFORMED", // three parts
    "d28443a10126a0410041, MALFORMED", // cut off
    "d2a10102, MALFORMED", // no array
    "d284a10126a041004100, MALFORMED", // protected header not wrapped
    "d28443a10126404100, MALFORMED", // unprotected header no map
    "d28443a10126a0f64100, MALFORMED", // detached
    "d28443a10126a04100f6, MALFORMED", // no signature
    "d284418ea041004100, MALFORMED", // protected header is no CBOR
    "d28441f6a041004100, MALFORMED", // protected header is no map
    "d28444a1012600a041004100, TRAILING_DATA",
    "d28445bf0126ff00a041004100, INDEFINITE_LENGTH",
    "d28445a201260126a041004100, DUPLICATE_KEY",
    "d28440a041004100, BAD_ALGORITHM", // none at all
    "d28441a0a041004100, BAD_ALGORITHM",
    "d28440a1012641004100, BAD_ALGORITHM", // unprotected only
    "d28443a10126a1012641004100, DUPLICATE_KEY", // in both
    "d28448a101654553323536a041004100, BAD_ALGORITHM", // as text
    "d2844ca1013b7fffffffffffffff0000a041004100, TRAILING_DATA",
    "d2844ba1013bffffffffffffffffa041004100, BAD_ALGORITHM", // beyond long
    "d28446a20126028104a041004100, MALFORMED", // critical parameters
    "d28443a10126a102810441004100, MALFORMED",
    "d28443a10126a1040141004100, MALFORMED", // key id no byte string
    "d28443a10126a1f50141004100, MALFORMED", // label neither number nor text
    "d2845f43a10126ffa041004100, INDEFINITE_LENGTH",
    "d29f43a10126a041004100ff, INDEFINITE_LENGTH"
  })
  void refusesMalformedMessages(String hex, Reason reason) {
    assertRefused(reason, () -> parse(Bytes.ofHex(hex)));
  }

  @Test
  void readsTheKeyIdFromEitherHeader() throws CryptoException {
    assertThat(parse(Bytes.ofHex("d28443a10126a104410741004100")).keyId())
        .contains(Bytes.ofHex("07"));
    assertThat(parse(Bytes.ofHex("d28446a20126044107a041004100")).keyId())
        .contains(Bytes.ofHex("07"));
  }

  @Test
  void refusesUnknownAlgorithms() throws CryptoException {
    // -257: RS256
    CoseSign1 message = (CoseSign1) parse(Bytes.ofHex("d28445a101390100a041004100"));
    assertRefused(
        Reason.BAD_ALGORITHM, () -> CoseVerifier.verify(message, KEYS.getPublic(), Bytes.EMPTY));
    // an HMAC algorithm in a signature, a signature algorithm in a Mac0
    CoseSign1 confused = (CoseSign1) parse(Bytes.ofHex("d28443a10105a041004100"));
    assertRefused(
        Reason.BAD_ALGORITHM, () -> CoseVerifier.verify(confused, KEYS.getPublic(), Bytes.EMPTY));
    CoseMac0 mac = (CoseMac0) parse(Bytes.ofHex("d18443a10126a041004100"));
    assertRefused(
        Reason.BAD_ALGORITHM, () -> CoseVerifier.verify(mac, Bytes.of(new byte[32]), Bytes.EMPTY));
  }

  @Test
  void mac0() throws CryptoException {
    Bytes key = Bytes.of(new byte[32]);
    CoseMac0 message = (CoseMac0) parse(CoseSigner.mac0(PAYLOAD, key));
    CoseVerifier.verify(message, key, Bytes.EMPTY);
    assertRefused(Reason.BAD_SIGNATURE, () -> CoseVerifier.verify(message, key, Bytes.ofHex("01")));
    assertRefused(
        Reason.BAD_SIGNATURE,
        () -> CoseVerifier.verify(message, Bytes.ofHex("01".repeat(32)), Bytes.EMPTY));
    assertRefused(
        Reason.WEAK_KEY, () -> CoseVerifier.verify(message, Bytes.of(new byte[15]), Bytes.EMPTY));
    CoseMac0 cut = (CoseMac0) parse(Bytes.ofHex("d18443a10105a0410040"));
    assertRefused(Reason.BAD_SIGNATURE, () -> CoseVerifier.verify(cut, key, Bytes.EMPTY));
  }

  @Test
  void theSignerRefusesOtherAlgorithmsAndKeys() {
    assertThatThrownBy(() -> CoseSigner.sign1(PAYLOAD, KEYS.getPrivate(), CoseAlgorithms.HMAC256))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CoseSigner.sign1(PAYLOAD, KEYS.getPrivate(), CoseAlgorithms.EDDSA))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
