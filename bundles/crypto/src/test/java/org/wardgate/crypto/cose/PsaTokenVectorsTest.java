package org.wardgate.crypto.cose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.PublicKey;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.testing.Mutations;
import org.wardgate.crypto.testing.Vectors;

/** The two example tokens of RFC 9783, Appendix A. */
class PsaTokenVectorsTest {
  private static final CborLimits LIMITS = new CborLimits(4096, 8, 128);
  private static final String FOLDER = "attestation/psa-token/example/";
  private static final long NONCE = 10;

  @Test
  void verifiesTheSignedToken() throws Exception {
    CoseSign1 token = (CoseSign1) CoseMessage.parse(token("psa-sign1"), LIMITS);
    CoseVerifier.verify(token, publicKey(), Bytes.EMPTY);
    CborMap claims = (CborMap) CborReader.read(token.payload(), LIMITS);
    assertThat(claims.get(NONCE)).contains(new CborBytes(Bytes.ofHex("01".repeat(32))));
  }

  @Test
  void refusesTheSignedTokenWithAnyBitChanged() throws Exception {
    Bytes original = token("psa-sign1");
    PublicKey key = publicKey();
    // every bit of the first 25 bytes, then one in 17, to stay fast
    for (int bit = 0; bit < original.length() * Byte.SIZE; bit += bit < 200 ? 1 : 17) {
      Bytes spoiled = Mutations.flipBit(original, bit);
      assertThat(
              catchThrowable(
                  () ->
                      CoseVerifier.verify(
                          (CoseSign1) CoseMessage.parse(spoiled, LIMITS), key, Bytes.EMPTY)))
          .as("bit %d", bit)
          .isInstanceOfAny(CryptoException.class, ClassCastException.class);
    }
  }

  @Test
  void verifiesTheAuthenticatedToken() throws Exception {
    CoseMac0 token = (CoseMac0) CoseMessage.parse(token("psa-mac0"), LIMITS);
    CoseVerifier.verify(token, symmetricKey(), Bytes.EMPTY);
    assertThat(CborReader.read(token.payload(), LIMITS)).isInstanceOf(CborMap.class);
  }

  @Test
  void refusesTheAuthenticatedTokenWithAnyBitChanged() {
    Bytes original = token("psa-mac0");
    Bytes key = symmetricKey();
    for (int bit = 0; bit < original.length() * Byte.SIZE; bit++) {
      Bytes spoiled = Mutations.flipBit(original, bit);
      assertThat(
              catchThrowable(
                  () ->
                      CoseVerifier.verify(
                          (CoseMac0) CoseMessage.parse(spoiled, LIMITS), key, Bytes.EMPTY)))
          .as("bit %d", bit)
          .isInstanceOfAny(CryptoException.class, ClassCastException.class);
    }
  }

  private static Bytes token(String name) {
    return Vectors.bytes(FOLDER + name + ".cbor");
  }

  private static PublicKey publicKey() throws Exception {
    JsonNode jwk = new ObjectMapper().readTree(Vectors.text(FOLDER + "tfm-es-iak.json"));
    return PublicKeys.ofJwkEc(
        jwk.path("crv").asText(),
        Bytes.of(Base64.getUrlDecoder().decode(jwk.path("x").asText())),
        Bytes.of(Base64.getUrlDecoder().decode(jwk.path("y").asText())));
  }

  /** The key's file is wrapped as in RFC 8792 and so is no JSON. */
  private static Bytes symmetricKey() {
    String unwrapped =
        Vectors.text(FOLDER + "tfm-hs-iak.json").replaceAll("\\\\\\s*\\n\\s*\\\\", "");
    Matcher matcher = Pattern.compile("\"k\": \"([A-Za-z0-9_-]+)\"").matcher(unwrapped);
    assertThat(matcher.find()).isTrue();
    return Bytes.of(Base64.getUrlDecoder().decode(matcher.group(1)));
  }
}
