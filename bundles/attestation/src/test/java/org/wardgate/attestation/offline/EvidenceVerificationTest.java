package org.wardgate.attestation.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.Problem;
import org.wardgate.crypto.cose.PublicKeys;

/** The examples of RFC 9783 with their keys. */
class EvidenceVerificationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final String NONCE = "01".repeat(32);
  private static final Path EXAMPLES =
      Path.of(System.getProperty("wardgate.vectors", ""), "attestation", "psa-token", "example");

  private Path directory = Path.of("");

  @BeforeEach
  void examples(@TempDir Path temporary) {
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(Files.exists(EXAMPLES), () -> "vectors are absent: " + EXAMPLES);
    }
    directory = temporary;
  }

  private static EvidenceVerdict verify(Path token, Path key, String nonce, Path... reference) {
    return EvidenceVerification.verify(
        new EvidenceVerification.Request(
            token,
            key,
            nonce.isEmpty() ? Optional.empty() : Optional.of(nonce),
            reference.length == 0
                ? Optional.empty()
                : Optional.of(JsonReferences.read(reference[0]))),
        NOW);
  }

  private static Path example(String name) {
    return EXAMPLES.resolve(name);
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(directory.resolve(name), content);
  }

  private Path file(String name, String content) throws IOException {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(EvidenceVerdict verdict, String code) {
    assertThat(verdict.accepted()).isFalse();
    assertThat(verdict.status()).isNotEqualTo(Tier.AFFIRMING);
    assertThat(verdict.problem().map(Problem::code)).contains(code);
  }

  @Test
  void theSignedExampleVerifiesInEveryForm() {
    for (String token : new String[] {"psa-sign1.cbor", "psa-sign1.hex"}) {
      for (String key : new String[] {"tfm-es-iak.json", "tfm-es-iak.pem"}) {
        EvidenceVerdict verdict = verify(example(token), example(key), NONCE);
        assertThat(verdict.accepted()).as(token + " " + key).isTrue();
        assertThat(verdict.status()).isEqualTo(Tier.NONE);
        assertThat(verdict.vector()).containsEntry("instance-identity", 2);
        assertThat(verify(example(token), example(key), "").accepted()).isTrue();
      }
    }
  }

  @Test
  void theAuthenticatedExampleVerifies() {
    for (String token : new String[] {"psa-mac0.cbor", "psa-mac0.hex"}) {
      assertThat(verify(example(token), example("tfm-hs-iak.json"), NONCE).accepted()).isTrue();
    }
  }

  @Test
  void flippedBitsAreRefused() throws IOException {
    flip("psa-sign1.cbor", "tfm-es-iak.json", 17);
    flip("psa-mac0.cbor", "tfm-hs-iak.json", 1);
  }

  private void flip(String token, String key, int step) throws IOException {
    byte[] good = Files.readAllBytes(example(token));
    for (int bit = 0; bit < good.length * 8; bit += step) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      EvidenceVerdict verdict = verify(file("bad.cbor", bad), example(key), "");
      assertThat(verdict.accepted()).as("bit " + bit).isFalse();
    }
  }

  @Test
  void anotherNonceIsRefused() {
    EvidenceVerdict verdict =
        verify(example("psa-sign1.cbor"), example("tfm-es-iak.json"), "02".repeat(32));
    assertRefused(verdict, "WG-ATT-0007");
    assertThat(verdict.status()).isEqualTo(Tier.CONTRAINDICATED);
    assertRefused(
        verify(example("psa-sign1.cbor"), example("tfm-es-iak.json"), "01".repeat(31)),
        "WG-ATT-0007");
  }

  @Test
  void keysOfTheWrongKindAreRefused() throws IOException {
    assertRefused(verify(example("psa-sign1.cbor"), example("tfm-hs-iak.json"), ""), "WG-ATT-0005");
    assertRefused(verify(example("psa-mac0.cbor"), example("tfm-es-iak.json"), ""), "WG-ATT-0005");
    assertRefused(verify(example("psa-mac0.cbor"), example("tfm-es-iak.pem"), ""), "WG-ATT-0005");
    Path other =
        file(
            "other.pem",
            PublicKeys.toPem(org.wardgate.crypto.ec.EcKeys.generateP256().getPublic()));
    assertRefused(verify(example("psa-sign1.cbor"), other, ""), "WG-ATT-0006");
  }

  @Test
  void badArgumentsAreRefusedWithTheirOwnCodes() throws IOException {
    Path token = example("psa-sign1.cbor");
    Path key = example("tfm-es-iak.json");
    assertRefused(verify(directory.resolve("absent"), key, ""), "WG-ATT-0026");
    assertRefused(verify(token, directory.resolve("absent"), ""), "WG-ATT-0026");
    assertRefused(verify(token, key, "0"), "WG-ATT-0027");
    assertRefused(verify(token, key, "zz".repeat(32)), "WG-ATT-0027");
    assertRefused(verify(token, key, "01".repeat(65)), "WG-ATT-0027");
    assertRefused(verify(token, file("reference", "{"), ""), "WG-ATT-0025");
    assertRefused(verify(file("big", new byte[30_000]), key, ""), "WG-ATT-0002");
    assertRefused(verify(file("large", new byte[9_000]), key, ""), "WG-ATT-0002");
    assertRefused(verify(file("empty", ""), key, ""), "WG-ATT-0001");
    assertRefused(verify(file("text", "hello"), key, ""), "WG-ATT-0001");
    assertRefused(verify(file("list", "80"), key, ""), "WG-ATT-0023");
  }

  @Test
  void withItsReferenceValuesTheExampleIsAffirmed() throws IOException {
    ObjectNode reference = reference("03");
    EvidenceVerdict verdict =
        verify(
            example("psa-sign1.cbor"),
            example("tfm-es-iak.json"),
            NONCE,
            file("reference.json", reference.toString()));
    assertThat(verdict.accepted()).isTrue();
    assertThat(verdict.status()).isEqualTo(Tier.AFFIRMING);
    assertThat(verdict.vector()).containsEntry("executables", 3).containsEntry("hardware", 2);
  }

  @Test
  void withOtherReferenceValuesItIsContraindicated() throws IOException {
    EvidenceVerdict verdict =
        verify(
            example("psa-sign1.cbor"),
            example("tfm-es-iak.json"),
            NONCE,
            file("reference.json", reference("04").toString()));
    assertRefused(verdict, "WG-ATT-0015");
    assertThat(verdict.status()).isEqualTo(Tier.CONTRAINDICATED);
  }

  @Test
  void aReferenceFileWithEndorsementsMustEndorseThisInstanceAndKey() throws IOException {
    ObjectNode reference = reference("03");
    ObjectNode attester = reference.putArray("attesters").addObject();
    attester.put("ueid", "01" + "aa".repeat(32)).put("device", "pump-1");
    attester.put(
        "publicKeyPem", PublicKeys.toPem(org.wardgate.crypto.ec.EcKeys.generateP256().getPublic()));
    Path token = example("psa-sign1.cbor");
    Path key = example("tfm-es-iak.json");
    assertRefused(verify(token, key, NONCE, file("a.json", reference.toString())), "WG-ATT-0010");
    attester.put("ueid", "01" + "02".repeat(32));
    assertRefused(verify(token, key, NONCE, file("b.json", reference.toString())), "WG-ATT-0006");
  }

  private static ObjectNode reference(String measurementByte) {
    ObjectNode reference = JSON.createObjectNode();
    reference.put("id", "example").put("version", 1).put("manufacturer", "arm");
    reference.put("implementationId", "00".repeat(32));
    reference
        .putArray("components")
        .addObject()
        .put("type", "PRoT")
        .put("signerId", "04".repeat(32))
        .putArray("values")
        .add(measurementByte.repeat(32));
    return reference;
  }

  @Test
  void theResultIsAnEar() throws IOException {
    EvidenceVerdict verdict =
        verify(example("psa-sign1.cbor"), example("tfm-es-iak.json"), "02".repeat(32));
    JsonNode ear = JSON.readTree(verdict.ear());
    assertThat(ear.path("eat_profile").asText()).isEqualTo("tag:ietf.org,2026:rats/ear#04");
    assertThat(ear.path("iat").asLong()).isEqualTo(NOW.getEpochSecond());
    assertThat(ear.path("ear_verifier_id").path("developer").asText()).isNotEmpty();
    assertThat(ear.path("ear_verifier_id").path("build").asText()).isNotEmpty();
    JsonNode psa = ear.path("submods").path("PSA");
    assertThat(psa.path("ear_status").asText()).isEqualTo("contraindicated");
    assertThat(psa.path("ear_trustworthiness_vector").path("instance-identity").asInt())
        .isEqualTo(99);
    assertThat(psa.path("wardgate_problem").path("code").asText()).isEqualTo("WG-ATT-0007");
  }
}
