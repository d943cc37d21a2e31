package org.wardgate.attestation.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.ec.EcKeys;

/** Results that others wrote. */
class EarVectorsTest {
  private static final Path EXAMPLES =
      Path.of(System.getProperty("wardgate.vectors", ""), "attestation", "ear");
  private static final Path OLDER = EXAMPLES.resolve("veraison-arc/data");

  @BeforeEach
  void vectors() {
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(Files.exists(EXAMPLES), () -> "vectors are absent: " + EXAMPLES);
    }
  }

  private static Bytes file(Path path) throws IOException {
    return Bytes.of(Files.readAllBytes(path));
  }

  private static void assertPsa(Ear ear) {
    assertThat(ear.profile()).isEqualTo(Ear.PROFILE);
    assertThat(ear.issuedAtSeconds()).isEqualTo(1_666_529_184);
    assertThat(ear.developer()).isEqualTo("https://veraison-project.org");
    assertThat(ear.build()).isEqualTo("vts 0.0.1");
    assertThat(ear.rawEvidence()).isPresent();
    assertThat(ear.submodules()).containsOnlyKeys("PSA");
    Ear.Part psa = ear.submodules().values().iterator().next();
    assertThat(psa.status()).isEqualTo(Tier.CONTRAINDICATED);
    assertThat(psa.vector())
        .isEqualTo(Map.of("instance-identity", 2, "executables", 96, "hardware", 2));
    assertThat(psa.policyIds()).isEqualTo(List.of("https://veraison.example/policy/1/60a0068d"));
  }

  @Test
  void theJsonExampleIsRead() throws Exception {
    assertPsa(EarJsonReader.read(file(EXAMPLES.resolve("cddl-examples/ear-json-1.diag"))));
  }

  @Test
  void theCborExampleIsRead() throws Exception {
    String diagnostic = Files.readString(EXAMPLES.resolve("cddl-examples/ear-cbor-1.diag"));
    Bytes encoded = CborWriter.write(Diagnostic.read(diagnostic));
    assertPsa(EarCborReader.read(encoded));
  }

  @Test
  void theOlderProfileIsReadAsItsSourceSays() throws Exception {
    for (String good : List.of("ear-claims", "ear-claims-tv-ok", "ear-claims-extension-ok")) {
      Ear ear = EarJsonReader.read(file(OLDER.resolve(good + ".json")));
      assertThat(ear.profile()).isEqualTo(Ear.VERAISON_PROFILE);
      assertThat(ear.status()).isEqualTo(Tier.AFFIRMING);
      assertThat(ear.submodules()).containsOnlyKeys("test");
    }
    Ear attested = EarJsonReader.read(file(OLDER.resolve("ear-claims-key-attestation-ok.json")));
    assertThat(attested.status()).isEqualTo(Tier.AFFIRMING);
    assertThatThrownBy(
            () -> EarJsonReader.read(file(OLDER.resolve("ear-claims-key-attestation-ko.json"))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("akpub");
  }

  @Test
  void theOlderProfilesKeysSignResultsThatAreRead() throws Exception {
    JsonNode jwk = new ObjectMapper().readTree(OLDER.resolve("pkey.json").toFile());
    PublicKey key =
        PublicKeys.ofJwkEc(jwk.path("crv").asText(), coordinate(jwk, "x"), coordinate(jwk, "y"));
    Ear ear = EarJsonReader.read(file(EXAMPLES.resolve("cddl-examples/ear-json-1.diag")));
    String other = SignedEar.jwt(ear, EcKeys.generateP256().getPrivate());
    SignedEar.Age age =
        new SignedEar.Age(
            java.time.Instant.ofEpochSecond(ear.issuedAtSeconds()),
            java.time.Duration.ofMinutes(1));
    assertThatThrownBy(() -> SignedEar.ofJwt(other, key, age)).isInstanceOf(RefusedException.class);
  }

  private static Bytes coordinate(JsonNode jwk, String name) throws CryptoException {
    return Bytes.of(Base64.getUrlDecoder().decode(jwk.path(name).asText()));
  }
}
