package org.wardgate.conformity.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.conformity.ConformityDesk.Format;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.conformity.statement.Status;
import org.wardgate.conformity.testing.Examples;
import org.wardgate.conformity.testing.TestWard;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborFloat;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.cose.CoseSigner;

class TokenRefusalTest {
  private static final GatewayCredential GATEWAY = new TestWard("Ward").gateway(Examples.GATEWAY);
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Claims GOOD =
      Examples.claims(Examples.trusted(), Optional.of(TestWard.deviceKey()));

  private static void refused(Reading reading) {
    assertThatThrownBy(reading::read).isInstanceOf(CryptoException.class);
  }

  /** Reads something. */
  private interface Reading {
    void read() throws Exception;
  }

  private static Bytes json(String change, String value) throws Exception {
    ObjectNode root = (ObjectNode) MAPPER.readTree(JwtForm.write(GOOD).toArray());
    String[] path = change.split("/");
    ObjectNode parent = root;
    for (int i = 0; i < path.length - 1; i++) {
      parent = (ObjectNode) parent.get(path[i]);
    }
    String name = path[path.length - 1];
    assertThat(parent.has(name)).as(name).isTrue();
    if (value.equals("-")) {
      parent.remove(name);
    } else {
      parent.set(name, MAPPER.readTree(value));
    }
    return Bytes.of(root.toString().getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iss",
        "sub",
        "iat",
        "nbf",
        "exp",
        "jti",
        "eat_profile",
        "submods",
        "submods/device",
        "submods/device/ear_status",
        "submods/device/ear_trustworthiness_vector",
        "submods/device/ear_appraisal_policy_ids",
        "wardgate_decision",
        "wardgate_state",
        "wardgate_measures",
        "wardgate_functions",
        "wardgate_actual",
        "wardgate_actual/belief",
        "wardgate_actual/uncertainty",
        "wardgate_required",
        "wardgate_evidence",
        "wardgate_evidence/sha256",
        "wardgate_evidence/at",
        "wardgate_notice",
        "cnf/jwk",
        "cnf/jwk/kty",
        "cnf/jwk/crv",
        "cnf/jwk/x"
      })
  void aClaimThatIsMissingOrOfAnotherKindIsRefused(String claim) throws Exception {
    assertThat(JwtForm.read(JwtForm.write(GOOD))).isEqualTo(GOOD);
    refused(() -> JwtForm.read(json(claim, "-")));
    refused(() -> JwtForm.read(json(claim, "null")));
    refused(() -> JwtForm.read(json(claim, "true")));
    refused(() -> JwtForm.read(json(claim, "[[]]")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "iss|\"Gateway\"",
        "sub|\"../x\"",
        "iat|-1",
        "exp|1e30",
        "exp|1.5",
        "nbf|1",
        "jti|\"00\"",
        "jti|\"00112233445566778899AABBCCDDEEFF\"",
        "eat_profile|\"tag:other\"",
        "wardgate_decision|\"TRUSTED\"",
        "wardgate_decision|\"perhaps\"",
        "wardgate_state|\"ADMITTED\"",
        "wardgate_measures|[\"admit\",\"admit\"]",
        "wardgate_measures|[1]",
        "wardgate_functions|{\"bolus\":1}",
        "wardgate_actual/belief|2",
        "wardgate_actual/belief|0.7",
        "wardgate_actual/base_rate|-1",
        "wardgate_required|1.01",
        "wardgate_required|\"0\"",
        "wardgate_evidence/sha256|\"ab\"",
        "wardgate_notice|\"An MDR certificate\"",
        "submods/device/ear_status|\"good\"",
        "submods/device/ear_trustworthiness_vector|{\"executables\":200}",
        "submods/device/ear_trustworthiness_vector|{\"charm\":2}",
        "submods/device/ear_trustworthiness_vector|{\"executables\":\"2\"}",
        "submods/device/ear_appraisal_policy_ids|[\"a\",\"b\"]",
        "cnf/jwk/crv|\"P-521\"",
        "cnf/jwk/x|\"AAAA\"",
        "cnf/jwk/x|\"?\""
      })
  void aClaimOutOfRangeIsRefused(String claim, String value) {
    refused(() -> JwtForm.read(json(claim, value)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "1",
        "null",
        "{",
        "{}{}",
        "{\"iss\":\"a\",\"iss\":\"b\"}",
        "{'iss':1}",
        "{\"iss\":NaN}",
        "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}"
      })
  void whatIsNoStrictJsonIsRefused(String text) {
    Bytes payload = Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    refused(() -> JwtForm.read(payload));
    refused(() -> VcForm.read(payload));
    refused(() -> StatusForm.readJson(payload));
  }

  private static Bytes cbor(long label, Optional<CborValue> value) throws Exception {
    CborClaims claims = CborClaims.read(CwtForm.write(GOOD));
    Map<CborValue, CborValue> entries = new java.util.LinkedHashMap<>(claims.map().entries());
    assertThat(entries.containsKey(CborInt.of(label))).isTrue();
    entries.remove(CborInt.of(label));
    value.ifPresent(one -> entries.put(CborInt.of(label), one));
    return CborWriter.write(new CborMap(entries));
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        1, 2, 4, 5, 6, 7, 265, 266, -65_601, -65_602, -65_603, -65_604, -65_606, -65_607, -65_608,
        -65_609
      })
  void aCborClaimThatIsMissingOrOfAnotherKindIsRefused(long label) throws Exception {
    assertThat(CwtForm.read(CwtForm.write(GOOD))).isEqualTo(GOOD);
    refused(() -> CwtForm.read(cbor(label, Optional.empty())));
    refused(() -> CwtForm.read(cbor(label, Optional.of(new CborFloat(Double.NaN)))));
    refused(() -> CwtForm.read(cbor(label, Optional.of(new CborBytes(Bytes.EMPTY)))));
    refused(() -> CwtForm.read(cbor(label, Optional.of(new CborText("?")))));
    // a device may have no functions of its own
    if (label != -65_604) {
      refused(() -> CwtForm.read(cbor(label, Optional.of(CborMap.EMPTY))));
    }
  }

  @Test
  void aTextKeyIsNoLabel() throws Exception {
    CborClaims claims = CborClaims.read(CwtForm.write(GOOD));
    Map<CborValue, CborValue> entries = new java.util.LinkedHashMap<>(claims.map().entries());
    CborValue issuer = entries.remove(CborInt.of(1));
    entries.put(new CborText("1"), java.util.Objects.requireNonNull(issuer));
    refused(() -> CwtForm.read(CborWriter.write(new CborMap(entries))));
  }

  @Test
  void aTokenOfAnotherTypeSaysNothing() throws Exception {
    Bytes handover =
        CoseSigner.sign1(
            CwtForm.write(GOOD),
            GATEWAY.privateKey(),
            -7,
            Map.of(16L, new CborText("application/wardgate-handover+cwt")));
    refused(() -> Token.parse(handover).certificate());
    Bytes untyped = CoseSigner.sign1(CwtForm.write(GOOD), GATEWAY.privateKey(), -7);
    refused(() -> Token.parse(untyped).certificate());
    for (Format format : Format.values()) {
      Token status = Token.parse(Tokens.sign(Examples.status(Status.State.VALID), format, GATEWAY));
      refused(status::certificate);
      Token certificate = Token.parse(Tokens.sign(GOOD, format, GATEWAY));
      refused(certificate::status);
    }
  }

  @Test
  void tenMegabytesAreNotRead() {
    for (byte first : new byte[] {(byte) 0xd2, 'e'}) {
      byte[] large = new byte[10_000_000];
      large[0] = first;
      assertThatThrownBy(() -> Token.parse(Bytes.of(large)))
          .isInstanceOfSatisfying(
              CryptoException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }
  }

  @Test
  void aMessageAuthenticationCodeIsNoSignature() {
    Bytes mac = CoseSigner.mac0(CwtForm.write(GOOD), Bytes.of(new byte[32]));
    refused(() -> Token.parse(mac));
  }
}
