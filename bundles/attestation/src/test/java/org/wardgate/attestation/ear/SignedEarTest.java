package org.wardgate.attestation.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.profile.AppraisalEngine;
import org.wardgate.attestation.profile.BuiltInProfile;
import org.wardgate.attestation.profile.Sample;
import org.wardgate.crypto.cose.CoseAlgorithms;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.jose.Jws;

/** Results of our own, signed; and everything that is none. */
class SignedEarTest {
  private static final KeyPair KEY = EcKeys.generateP256();
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final SignedEar.Age AGE = new SignedEar.Age(NOW, Duration.ofMinutes(5));
  private static final Bytes EVIDENCE = Bytes.ofHex("d2");

  private static Ear ear(References references) {
    return EarMaker.make(
        AppraisalEngine.appraise(Sample.evidence(), references, BuiltInProfile.get()),
        Optional.of(EVIDENCE),
        Optional.of(Bytes.ofHex("5e".repeat(32))),
        NOW);
  }

  private static Ear good() {
    return ear(Sample.references(Sample.CLASS));
  }

  private static void assertGood(Ear read) {
    assertThat(read.status()).isEqualTo(Tier.AFFIRMING);
    assertThat(read.issuedAtSeconds()).isEqualTo(NOW.getEpochSecond());
    assertThat(read.nonce()).contains(Bytes.ofHex("5e".repeat(32)));
    Ear.Part psa = read.submodules().values().iterator().next();
    assertThat(psa.vector()).containsEntry("executables", 3);
    assertThat(psa.policyIds()).containsExactly("tag:wardgate.org,2026:profile/built-in#v1");
  }

  @Test
  void aResultIsWrittenAndReadAsCwt() throws Exception {
    assertGood(SignedEar.ofCwt(SignedEar.cwt(good(), KEY.getPrivate()), KEY.getPublic(), AGE));
  }

  @Test
  void aResultIsWrittenAndReadAsJwt() throws Exception {
    assertGood(SignedEar.ofJwt(SignedEar.jwt(good(), KEY.getPrivate()), KEY.getPublic(), AGE));
  }

  @Test
  void aBadResultSaysWhichReferenceAndWhichRule() {
    assertThat(EarJson.write(ear(References.NONE)))
        .contains("\"ear_status\":\"none\"")
        .contains("WG-ATT-0017")
        .contains("wardgate_reasons")
        .contains(EVIDENCE.sha256().hex());
    assertThat(EarCbor.write(ear(References.NONE)).length()).isGreaterThan(100);
  }

  @Test
  void anotherKeysSignatureIsRefused() {
    KeyPair other = EcKeys.generateP256();
    Bytes cwt = SignedEar.cwt(good(), other.getPrivate());
    String jwt = SignedEar.jwt(good(), other.getPrivate());
    assertThatThrownBy(() -> SignedEar.ofCwt(cwt, KEY.getPublic(), AGE))
        .hasMessageContaining("WG-PRF-0012");
    assertThatThrownBy(() -> SignedEar.ofJwt(jwt, KEY.getPublic(), AGE))
        .hasMessageContaining("WG-PRF-0012");
  }

  @Test
  void mac0WithAPublicKeyAsSecretIsRefused() {
    Bytes mac = CoseSigner.mac0(EarCbor.write(good()), Bytes.of(KEY.getPublic().getEncoded()));
    assertThatThrownBy(() -> SignedEar.ofCwt(mac, KEY.getPublic(), AGE))
        .hasMessageContaining("not signed");
  }

  @Test
  void anotherTypeIsRefused() {
    for (String type : List.of("JWT", "at+jwt", "application/eat-ucs+json")) {
      String other =
          Jws.sign(Sample.bytes(EarJson.write(good())), type, KEY.getPrivate(), List.of());
      assertThatThrownBy(() -> SignedEar.ofJwt(other, KEY.getPublic(), AGE))
          .hasMessageContaining("typ");
    }
  }

  @Test
  void aResultThatIsTooOldOrFromTheFutureIsRefused() {
    for (Instant read : List.of(NOW.plusSeconds(301), NOW.minusSeconds(61))) {
      SignedEar.Age age = new SignedEar.Age(read, Duration.ofMinutes(5));
      Bytes cwt = SignedEar.cwt(good(), KEY.getPrivate());
      String jwt = SignedEar.jwt(good(), KEY.getPrivate());
      assertThatThrownBy(() -> SignedEar.ofCwt(cwt, KEY.getPublic(), age))
          .hasMessageContaining("issued at");
      assertThatThrownBy(() -> SignedEar.ofJwt(jwt, KEY.getPublic(), age))
          .hasMessageContaining("issued at");
    }
  }

  @Test
  void affirmingWithoutIdentityHardwareOrExecutablesIsRefused() throws Exception {
    Map<String, Integer> all = Map.of("instance-identity", 2, "hardware", 2, "executables", 3);
    for (String missing : all.keySet()) {
      Map<String, Integer> vector = new java.util.HashMap<>(all);
      vector.remove(missing);
      assertAffirmingRefused(Map.of("A", affirming(vector)));
      assertAffirmingRefused(Map.of("A/b", affirming(vector)));
      assertAffirmingRefused(Map.of("A", affirming(all), "B", affirming(vector)));
      Ear inner = withParts(Map.of("A", affirming(all), "A/b", affirming(vector)));
      assertThat(EarCborReader.read(EarCbor.write(inner)).status()).isEqualTo(Tier.AFFIRMING);
    }
  }

  private static Ear.Part affirming(Map<String, Integer> vector) {
    return new Ear.Part(Tier.AFFIRMING, vector, List.of(), Ear.Details.NONE);
  }

  private static Ear withParts(Map<String, Ear.Part> parts) {
    return new Ear(Ear.PROFILE, 1, "d", "b", Optional.empty(), Optional.empty(), parts);
  }

  private static void assertAffirmingRefused(Map<String, Ear.Part> parts) {
    Ear ear = withParts(parts);
    assertThatThrownBy(() -> EarCborReader.read(EarCbor.write(ear)))
        .hasMessageContaining("WG-PRF-0012")
        .hasMessageContaining("affirming although");
    assertThatThrownBy(() -> EarJsonReader.read(Sample.bytes(EarJson.write(ear))))
        .hasMessageContaining("WG-PRF-0012");
  }

  @Test
  void algNoneIsRefused() {
    String payload = EarJson.write(good());
    String none = base64("{\"alg\":\"none\"}") + "." + base64(payload) + ".";
    assertThatThrownBy(() -> SignedEar.ofJwt(none, KEY.getPublic(), AGE))
        .isInstanceOf(RefusedException.class);
  }

  private static String base64(String text) {
    return java.util.Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anotherProfileIsRefused() {
    String other = EarJson.write(good()).replace("#04", "#05");
    String signed = Jws.sign(Sample.bytes(other), "eat+jwt", KEY.getPrivate(), List.of());
    assertThatThrownBy(() -> SignedEar.ofJwt(signed, KEY.getPublic(), AGE))
        .hasMessageContaining("profile");
    Ear wrong =
        new Ear("tag:x", 1, "d", "b", Optional.empty(), Optional.empty(), good().submodules());
    Bytes cwt = CoseSigner.sign1(EarCbor.write(wrong), KEY.getPrivate(), CoseAlgorithms.ES256);
    assertThatThrownBy(() -> SignedEar.ofCwt(cwt, KEY.getPublic(), AGE))
        .hasMessageContaining("profile");
  }

  @Test
  void aStatusThatIsBetterThanItsWorstClaimIsRefused() {
    Ear.Part lie =
        new Ear.Part(Tier.AFFIRMING, Map.of("executables", 96), List.of(), Ear.Details.NONE);
    Ear ear =
        new Ear(Ear.PROFILE, 1, "d", "b", Optional.empty(), Optional.empty(), Map.of("PSA", lie));
    assertThatThrownBy(() -> EarCborReader.read(EarCbor.write(ear)))
        .hasMessageContaining("although");
    assertThatThrownBy(() -> EarJsonReader.read(Sample.bytes(EarJson.write(ear))))
        .hasMessageContaining("although");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "{\"eat_profile\":\"tag:ietf.org,2026:rats/ear#04\"}",
        "{\"eat_profile\":\"tag:ietf.org,2026:rats/ear#04\",\"iat\":1,"
            + "\"ear_verifier_id\":{\"developer\":\"d\",\"build\":\"b\"}}",
        "{\"eat_profile\":\"tag:ietf.org,2026:rats/ear#04\",\"iat\":1,"
            + "\"ear_verifier_id\":{\"developer\":\"d\",\"build\":\"b\"},\"submods\":{}}",
        "{\"eat_profile\":\"tag:ietf.org,2026:rats/ear#04\",\"iat\":1.5,"
            + "\"ear_verifier_id\":{\"developer\":\"d\",\"build\":\"b\"},"
            + "\"submods\":{\"x\":{\"ear_status\":\"affirming\"}}}",
        "{\"eat_profile\":\"tag:ietf.org,2026:rats/ear#04\",\"iat\":1,"
            + "\"ear_verifier_id\":{\"developer\":\"d\",\"build\":\"b\"},"
            + "\"submods\":{\"x\":{\"ear.status\":\"affirming\"}}}",
        "{\"eat_profile\":\"tag:ietf.org,2026:rats/ear#04\",\"iat\":1,"
            + "\"ear_verifier_id\":{\"developer\":\"d\",\"build\":\"b\"},"
            + "\"submods\":{\"x\":{\"ear_status\":2}}}",
        "{\"eat_profile\":\"tag:ietf.org,2026:rats/ear#04\",\"iat\":1,"
            + "\"ear_verifier_id\":{\"developer\":\"d\",\"build\":\"b\"},"
            + "\"submods\":{\"x\":{\"ear_status\":\"affirming\","
            + "\"ear_trustworthiness_vector\":{\"magic\":2}}}}",
        "{\"eat_profile\":\"tag:ietf.org,2026:rats/ear#04\",\"iat\":1,\"iat\":1,"
            + "\"ear_verifier_id\":{\"developer\":\"d\",\"build\":\"b\"},"
            + "\"submods\":{\"x\":{\"ear_status\":\"affirming\"}}}"
      })
  void whatIsNoResultIsRefused(String json) {
    assertThatThrownBy(() -> EarJsonReader.read(Sample.bytes(json)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-PRF-0012");
  }

  @Test
  void sizesHaveLimits() {
    for (Bytes large : List.of(Bytes.of(new byte[10_000_000]), Sample.bytes("[".repeat(1_000)))) {
      assertThatThrownBy(() -> EarJsonReader.read(large)).isInstanceOf(RefusedException.class);
      assertThatThrownBy(() -> EarCborReader.read(large)).isInstanceOf(RefusedException.class);
    }
  }

  @Property(tries = 2_000)
  void mutatedCwtsAreNeverAffirming(
      @ForAll @IntRange(max = 1_000_000) int place, @ForAll @IntRange(min = 1, max = 255) int xor) {
    byte[] mutated = CWT.toArray();
    mutated[place % mutated.length] ^= (byte) xor;
    try {
      assertThat(SignedEar.ofCwt(Bytes.of(mutated), KEY.getPublic(), AGE).status())
          .isNotEqualTo(Tier.AFFIRMING);
    } catch (RefusedException e) {
      assertThat(e.errorCode().code()).isEqualTo("WG-PRF-0012");
    }
  }

  @Property(tries = 2_000)
  void mutatedJwtsAreNeverAffirming(
      @ForAll @IntRange(max = 1_000_000) int place, @ForAll @IntRange(min = 1, max = 127) int xor) {
    byte[] mutated = JWT.getBytes(StandardCharsets.US_ASCII);
    mutated[place % mutated.length] ^= (byte) xor;
    try {
      assertThat(
              SignedEar.ofJwt(
                      new String(mutated, StandardCharsets.ISO_8859_1), KEY.getPublic(), AGE)
                  .status())
          .isNotEqualTo(Tier.AFFIRMING);
    } catch (RefusedException e) {
      assertThat(e.errorCode().code()).isEqualTo("WG-PRF-0012");
    }
  }

  @Property(tries = 2_000)
  void mutatedClaimsAreReadOrRefused(
      @ForAll @IntRange(max = 1_000_000) int place, @ForAll @IntRange(max = 255) int value) {
    byte[] cbor = EarCbor.write(BAD).toArray();
    cbor[place % cbor.length] = (byte) value;
    byte[] json = EarJson.write(BAD).getBytes(StandardCharsets.UTF_8);
    json[place % json.length] = (byte) value;
    try {
      EarCborReader.read(Bytes.of(cbor));
      EarJsonReader.read(Bytes.of(json));
    } catch (RefusedException e) {
      assertThat(e.errorCode().code()).isEqualTo("WG-PRF-0012");
    }
  }

  private static final Ear BAD = ear(References.NONE);
  private static final Bytes CWT = SignedEar.cwt(good(), KEY.getPrivate());
  private static final String JWT = SignedEar.jwt(good(), KEY.getPrivate());
}
