package org.wardgate.conformity.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.conformity.ConformityDesk.Format;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.conformity.statement.Status;
import org.wardgate.conformity.testing.Examples;
import org.wardgate.conformity.testing.TestWard;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.cbor.CborTag;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.ec.EcKeys;

class TokensTest {
  private static final GatewayCredential GATEWAY = new TestWard("Ward").gateway(Examples.GATEWAY);
  private static final PublicKey KEY = GATEWAY.chain().get(0).getPublicKey();

  @ParameterizedTest
  @EnumSource(Format.class)
  void whatIsWrittenIsRead(Format format) throws Exception {
    for (Claims claims :
        new Claims[] {
          Examples.claims(Examples.trusted(), Optional.of(TestWard.deviceKey())),
          Examples.claims(Examples.distrusted(), Optional.empty())
        }) {
      Token token = Token.parse(Tokens.sign(claims, format, GATEWAY));
      token.verify(KEY);
      assertThat(token.certificate()).isEqualTo(claims);
      assertThat(token.certificates()).isEqualTo(GATEWAY.chain());
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void aStatusThatIsWrittenIsRead(Format format) throws Exception {
    for (Status.State state : Status.State.values()) {
      Token token = Token.parse(Tokens.sign(Examples.status(state), format, GATEWAY));
      token.verify(KEY);
      assertThat(token.status()).isEqualTo(Examples.status(state));
    }
  }

  @Test
  void aDeviceKeyOnTheOtherCurveIsNamedToo() throws Exception {
    Bytes key = Bytes.of(EcKeys.generateP384().getPublic().getEncoded());
    for (Format format : Format.values()) {
      Claims claims = Examples.claims(Examples.trusted(), Optional.of(key));
      assertThat(Token.parse(Tokens.sign(claims, format, GATEWAY)).certificate()).isEqualTo(claims);
    }
  }

  @Test
  void aKeyOfAnotherKindIsLeftOut() throws Exception {
    for (Bytes key : new Bytes[] {Bytes.EMPTY, Bytes.ofHex("3000")}) {
      Claims claims = Examples.claims(Examples.trusted(), Optional.of(key));
      for (Format format : Format.values()) {
        assertThat(Token.parse(Tokens.sign(claims, format, GATEWAY)).certificate().deviceKey())
            .isEmpty();
      }
    }
  }

  /**
   * With nothing of ours: the platform's own engine, and the payload as any JSON reader sees it.
   */
  @Test
  void anotherJwtLibraryWouldVerifyIt() throws Exception {
    for (Format format : new Format[] {Format.JWT, Format.VC_JWT}) {
      Claims claims = Examples.claims(Examples.trusted(), Optional.of(TestWard.deviceKey()));
      String compact =
          new String(Tokens.sign(claims, format, GATEWAY).toArray(), StandardCharsets.US_ASCII);
      String[] parts = compact.split("\\.");
      Signature engine = Signature.getInstance("SHA256withECDSAinP1363Format", "SunEC");
      engine.initVerify(GATEWAY.chain().get(0));
      engine.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      assertThat(engine.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
      JsonNode header = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[0]));
      assertThat(header.path("alg").asText()).isEqualTo("ES256");
      assertThat(header.path("x5c")).hasSize(1);
      JsonNode payload = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
      assertThat(payload.path("exp").asLong()).isEqualTo(claims.expiresAt().getEpochSecond());
      assertThat(payload.path("cnf").path("jwk").path("crv").asText()).isEqualTo("P-256");
    }
  }

  @Test
  void aCredentialHasTheFormOfTheW3c() throws Exception {
    Claims claims = Examples.claims(Examples.trusted(), Optional.empty());
    String compact =
        new String(
            Tokens.sign(claims, Format.VC_JWT, GATEWAY).toArray(), StandardCharsets.US_ASCII);
    String[] parts = compact.split("\\.");
    JsonNode header = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[0]));
    assertThat(header.path("typ").asText()).isEqualTo("vc+jwt");
    assertThat(header.path("cty").asText()).isEqualTo("vc");
    JsonNode vc = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
    assertThat(vc.path("@context").get(0).asText())
        .isEqualTo("https://www.w3.org/ns/credentials/v2");
    assertThat(vc.path("type").get(0).asText()).isEqualTo("VerifiableCredential");
    assertThat(vc.path("validUntil").asText()).isEqualTo(claims.expiresAt().toString());
    assertThat(vc.has("vc")).isFalse();
    assertThat(vc.path("credentialSubject").path("wardgate_notice").asText())
        .contains("not a certificate of conformity");
  }

  /** A raw check of RFC 9052 §4.4 with nothing of ours but the CBOR reader. */
  @Test
  void anotherCoseLibraryWouldVerifyIt() throws Exception {
    Claims claims = Examples.claims(Examples.trusted(), Optional.of(TestWard.deviceKey()));
    CborTag message =
        (CborTag)
            CborReader.read(
                Tokens.sign(claims, Format.CWT, GATEWAY), new CborLimits(16_384, 8, 1_024));
    assertThat(message.tag()).isEqualTo(18);
    CborArray parts = (CborArray) message.value();
    Bytes toBeSigned =
        CborWriter.write(
            CborArray.of(
                new CborText("Signature1"),
                parts.items().get(0),
                new CborBytes(Bytes.EMPTY),
                parts.items().get(2)));
    Signature engine = Signature.getInstance("SHA256withECDSAinP1363Format", "SunEC");
    engine.initVerify(GATEWAY.chain().get(0));
    engine.update(toBeSigned.toArray());
    assertThat(engine.verify(((CborBytes) parts.items().get(3)).value().toArray())).isTrue();
  }

  @Test
  void aTokenFitsTwoMessagesOfAConstrainedNetwork() throws Exception {
    Claims claims = Examples.claims(Examples.trusted(), Optional.of(TestWard.deviceKey()));
    assertThat(Tokens.sign(claims, Format.CWT, GATEWAY).length()).isLessThan(2_048);
  }

  @Test
  void nothingOfAPatientOrAPersonIsInIt() throws Exception {
    Claims claims = Examples.claims(Examples.distrusted(), Optional.empty());
    String text = new String(JwtForm.write(claims).toArray(), StandardCharsets.UTF_8);
    assertThat(text).doesNotContain("operator").doesNotContain("reason").doesNotContain("address");
  }
}
