package org.wardgate.crypto.cose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.crypto.testing.Refusals.assertRefused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.testing.Vectors;

/**
 * The COSE working group's examples. Not applicable, and shown to be refused: the examples with
 * COSE_Sign, COSE_Mac, COSE_Encrypt (several signers or recipients), P-521, ES512 on P-256, Ed448,
 * truncated or longer HMAC, AES-CBC-MAC.
 */
class CoseWgVectorsTest {
  private static final CborLimits LIMITS = new CborLimits(4096, 8, 128);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RFC8152/Appendix_C_2_1",
        "ecdsa-examples/ecdsa-sig-01",
        "ecdsa-examples/ecdsa-sig-02",
        "eddsa-examples/eddsa-sig-01",
        "CWT/A_3"
      })
  void verifiesSign1(String name) throws Exception {
    JsonNode example = example(name);
    CoseSign1 message = (CoseSign1) parse(example);
    JsonNode key = example.at("/input/sign0/key");
    assertThat(SignedStructure.sign1(message.protectedEncoded(), Bytes.EMPTY, message.payload()))
        .isEqualTo(hex(example.at("/intermediates/ToBeSign_hex")).toArray());
    CoseVerifier.verify(message, publicKey(key), Bytes.EMPTY);
    assertRefused(
        Reason.BAD_SIGNATURE,
        () -> CoseVerifier.verify(message, publicKey(key), Bytes.ofHex("00")));
    assertThat(message.payload()).isEqualTo(plaintext(example));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hmac-examples/HMac-enc-01"})
  void verifiesMac0(String name) throws Exception {
    JsonNode example = example(name);
    CoseMac0 message = (CoseMac0) parse(example);
    CoseVerifier.verify(message, symmetricKey(example), Bytes.EMPTY);
    assertThat(message.payload()).isEqualTo(plaintext(example));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hmac-examples/HMac-enc-04"})
  void refusesAnIncorrectTag(String name) throws Exception {
    JsonNode example = example(name);
    CoseMac0 message = (CoseMac0) parse(example);
    assertRefused(
        Reason.BAD_SIGNATURE,
        () -> CoseVerifier.verify(message, symmetricKey(example), Bytes.EMPTY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hmac-examples/HMac-enc-02", // HMAC 384
        "hmac-examples/HMac-enc-03", // HMAC 512
        "hmac-examples/HMac-enc-05", // truncated to 64 bits
        "RFC8152/Appendix_C_6_1", // AES-CBC-MAC
        "CWT/A_4", // truncated to 64 bits
        "CWT/A_7" // likewise
      })
  void refusesOtherAuthenticationAlgorithms(String name) throws Exception {
    JsonNode example = example(name);
    CoseMac0 message = (CoseMac0) parse(example);
    assertRefused(
        Reason.BAD_ALGORITHM,
        () -> CoseVerifier.verify(message, Bytes.of(new byte[32]), Bytes.EMPTY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecdsa-examples/ecdsa-sig-03", "ecdsa-examples/ecdsa-sig-04"})
  void refusesEs512(String name) throws Exception {
    CoseSign1 message = (CoseSign1) parse(example(name));
    PublicKey key = publicKey(example("RFC8152/Appendix_C_2_1").at("/input/sign0/key"));
    assertRefused(Reason.BAD_ALGORITHM, () -> CoseVerifier.verify(message, key, Bytes.EMPTY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"eddsa-examples/eddsa-sig-02"})
  void refusesEd448UnderAnEd25519Key(String name) throws Exception {
    CoseSign1 message = (CoseSign1) parse(example(name));
    PublicKey key = publicKey(example("eddsa-examples/eddsa-sig-01").at("/input/sign0/key"));
    assertRefused(Reason.BAD_SIGNATURE, () -> CoseVerifier.verify(message, key, Bytes.EMPTY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CWT/A_5",
        "CWT/A_6",
        "RFC8152/Appendix_B",
        "RFC8152/Appendix_C_1_1",
        "RFC8152/Appendix_C_1_2",
        "RFC8152/Appendix_C_1_3",
        "RFC8152/Appendix_C_1_4",
        "RFC8152/Appendix_C_3_1",
        "RFC8152/Appendix_C_3_2",
        "RFC8152/Appendix_C_3_3",
        "RFC8152/Appendix_C_3_4",
        "RFC8152/Appendix_C_4_1",
        "RFC8152/Appendix_C_4_2",
        "RFC8152/Appendix_C_5_1",
        "RFC8152/Appendix_C_5_2",
        "RFC8152/Appendix_C_5_3",
        "RFC8152/Appendix_C_5_4",
        "ecdsa-examples/ecdsa-01",
        "ecdsa-examples/ecdsa-02",
        "ecdsa-examples/ecdsa-03",
        "ecdsa-examples/ecdsa-04",
        "eddsa-examples/eddsa-01",
        "eddsa-examples/eddsa-02",
        "hmac-examples/HMac-01",
        "hmac-examples/HMac-02",
        "hmac-examples/HMac-03",
        "hmac-examples/HMac-04",
        "hmac-examples/HMac-05"
      })
  void refusesOtherKindsOfMessages(String name) throws Exception {
    JsonNode example = example(name);
    assertRefused(Reason.MALFORMED, () -> parse(example));
  }

  private static CoseMessage parse(JsonNode example) throws CryptoException {
    return CoseMessage.parse(hex(example.at("/output/cbor")), LIMITS);
  }

  private static JsonNode example(String name) throws IOException {
    return new ObjectMapper().readTree(Vectors.text("attestation/cose-wg/" + name + ".json"));
  }

  private static Bytes hex(JsonNode node) {
    return Bytes.ofHex(node.asText().toLowerCase(Locale.ROOT));
  }

  private static Bytes base64(JsonNode node) {
    return Bytes.of(Base64.getUrlDecoder().decode(node.asText()));
  }

  private static Bytes plaintext(JsonNode example) {
    JsonNode text = example.at("/input/plaintext");
    return text.isTextual()
        ? Bytes.of(text.asText().getBytes(java.nio.charset.StandardCharsets.UTF_8))
        : hex(example.at("/input/plaintext_hex"));
  }

  private static Bytes symmetricKey(JsonNode example) {
    return base64(example.at("/input/mac0/recipients/0/key/k"));
  }

  private static PublicKey publicKey(JsonNode key) throws CryptoException {
    if (key.path("kty").asText().equals("OKP")) {
      // SubjectPublicKeyInfo of Ed25519 (RFC 8410 §4)
      return PublicKeys.ofSpki(
          Bytes.ofHex("302a300506032b6570032100" + hex(key.path("x_hex")).hex()));
    }
    return PublicKeys.ofJwkEc(key.path("crv").asText(), coordinate(key, "x"), coordinate(key, "y"));
  }

  private static Bytes coordinate(JsonNode key, String name) {
    return key.has(name) ? base64(key.path(name)) : hex(key.path(name + "_hex"));
  }
}
