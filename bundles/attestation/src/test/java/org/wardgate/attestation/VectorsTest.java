package org.wardgate.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.eat.EatClaims;
import org.wardgate.attestation.eat.EatReader;
import org.wardgate.attestation.eat.EatToken;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.attestation.testing.World;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.cose.CoseAlgorithms;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.testing.Diagnostic;
import org.wardgate.crypto.testing.Vectors;

/** The published examples behave as their sources declare. */
class VectorsTest {
  private static final String PSA = "attestation/psa-token/example/";
  private static final String EAT = "attestation/eat/cddl/";
  private static final Bytes PSA_NONCE = Bytes.ofHex("01".repeat(32));
  private static final Bytes SIGNED_UEID = Bytes.ofHex("01" + "02".repeat(32));
  private static final Bytes SIGNER = Bytes.ofHex("04".repeat(32));
  private static final Bytes MEASURED = Bytes.ofHex("03".repeat(32));

  private static World released(World world) {
    return world.released(
        "impl:" + "00".repeat(32), World.component("PRoT", Optional.of(SIGNER), MEASURED));
  }

  private static Appraisal appraise(World world, Bytes token, Bytes nonce) {
    return world.appraise(new Evidence(token, 263, nonce, World.PUMP));
  }

  @Test
  void theSignedTokenOfRfc9783VerifiesWithItsKey() throws Exception {
    JsonNode jwk = new ObjectMapper().readTree(Vectors.text(PSA + "tfm-es-iak.json"));
    PublicKey key =
        PublicKeys.ofJwkEc(jwk.path("crv").asText(), base64(jwk.path("x")), base64(jwk.path("y")));
    World world =
        released(new World())
            .attesterOf(SIGNED_UEID, "acme", "SN-1", key, "impl:" + "00".repeat(32));
    Bytes token = Vectors.bytes(PSA + "psa-sign1.cbor");
    assertThat(appraise(world, token, PSA_NONCE).tier()).isEqualTo(Tier.AFFIRMING);
    assertThat(appraise(world, token, World.NONCE).tier()).isEqualTo(Tier.CONTRAINDICATED);
    assertThat(Vectors.text(PSA + "psa-sign1.hex").replaceAll("\\s", ""))
        .isEqualToIgnoringCase(token.hex());
  }

  @Test
  void theAuthenticatedTokenOfRfc9783VerifiesWithItsKey() {
    // RFC 8792 folds the file
    String json = Vectors.text(PSA + "tfm-hs-iak.json").replaceAll("\\\\\\s*\\n\\s*\\\\", "");
    java.util.regex.Matcher key =
        java.util.regex.Pattern.compile("\"k\": \"([A-Za-z0-9_-]+)\"").matcher(json);
    assertThat(key.find()).isTrue();
    Bytes secret = Bytes.of(Base64.getUrlDecoder().decode(key.group(1)));
    World world = released(new World()).evidenceKey(World.PUMP, secret);
    Bytes token = Vectors.bytes(PSA + "psa-mac0.cbor");
    assertThat(appraise(world, token, PSA_NONCE).tier()).isEqualTo(Tier.AFFIRMING);
    assertThat(appraise(world, token, World.NONCE).tier()).isEqualTo(Tier.CONTRAINDICATED);
    World other = released(new World()).evidenceKey(World.PUMP, World.NONCE);
    assertThat(appraise(other, token, PSA_NONCE).tier()).isEqualTo(Tier.CONTRAINDICATED);
  }

  private static Bytes base64(JsonNode member) {
    return Bytes.of(Base64.getUrlDecoder().decode(member.asText()));
  }

  private static CborMap claims(String file) {
    return (CborMap) Diagnostic.read(Vectors.text(EAT + "Example-Payloads/" + file));
  }

  /** Signed and sent, in the time that the examples are from. */
  private static Bytes signed(CborMap claims, java.security.KeyPair key) {
    return CoseSigner.sign1(CborWriter.write(claims), key.getPrivate(), CoseAlgorithms.ES256);
  }

  private static EatClaims read(String file) throws RefusedException {
    java.security.KeyPair key = EcKeys.generateP256();
    EatToken token =
        EatToken.parse(signed(claims(file), key), Instant.parse("2021-10-15T17:00:00Z"));
    token.token().verify(key.getPublic());
    return token.claims();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "minimal.diag",
        "simple.diag",
        "valid_hw_block.diag",
        "valid_iot.diag",
        "valid_key_store.diag",
        "valid_submods.diag",
        "valid_tee.diag"
      })
  void everyExamplePayloadOfRfc9711IsRead(String file) throws RefusedException {
    assertThat(read(file).nonces()).hasSize(1);
  }

  @Test
  void theExamplesSayWhatTheirCommentsSay() throws RefusedException {
    assertThat(read("simple.diag").facts())
        .containsEntry("debug", FactValue.of("disabled-permanently"))
        .containsEntry("oemid", FactValue.of("ieee:88124e"))
        .containsEntry("oem-boot", FactValue.of(true));
    assertThat(read("valid_hw_block.diag").facts())
        .containsEntry("oemid", FactValue.of("pen:64242"))
        .containsEntry("hardware-version", FactValue.of("3.1"));
    assertThat(read("valid_submods.diag").submodules()).containsOnlyKeys("board", "device");
    EatClaims.Submodule os = read("valid_iot.diag").submodules().get("OS");
    assertThat(os).isInstanceOf(EatClaims.Submodule.Inner.class);
    assertThat(((EatClaims.Submodule.Inner) java.util.Objects.requireNonNull(os)).claims())
        .satisfies(
            claims ->
                assertThat(claims.components())
                    .extracting(component -> component.name())
                    .containsExactly(
                        "Acme R-IoT-OS/acme_r_iot_os.exe",
                        "Acme R-IoT-OS/resources.rsc",
                        "Acme R-IoT-OS/common.lib"));
  }

  @Test
  void theKeyStoreExampleIsNotValidAfterItsEnd() {
    assertThatThrownBy(
            () ->
                new EatReader(Instant.parse("2026-03-01T08:00:00Z"))
                    .read(claims("valid_key_store.diag")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-ATT-0029");
  }

  @ParameterizedTest
  @ValueSource(strings = {"valid_hw_block2.diag", "submods.diag"})
  void whatCannotBeVerifiedInAnExampleIsNamed(String file) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-ATT-0030");
  }

  @Test
  void theExampleTokenIsReadUnderBothItsTags() throws RefusedException {
    Bytes token = Diagnostic.encode(Vectors.text(EAT + "Example-Tokens/valid_cwt.diag"));
    assertThat(EatToken.parse(token, World.NOW).claims().ueid())
        .contains(Bytes.ofHex("0198f50a4ff6c05861c8860d13a638ea"));
  }

  @Test
  void aDetachedBundleIsNoToken() {
    Bytes bundle = Diagnostic.encode(Vectors.text(EAT + "Example-Tokens/valid_deb.diag"));
    Appraisal appraisal = appraise(new World(), bundle, World.NONCE);
    assertThat(appraisal.tier()).isEqualTo(Tier.NONE);
    assertThat(appraisal.problem().orElseThrow().code()).isEqualTo("WG-ATT-0023");
  }
}
