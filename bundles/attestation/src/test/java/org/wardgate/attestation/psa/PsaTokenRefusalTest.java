package org.wardgate.attestation.psa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborSimple;
import org.wardgate.crypto.cbor.CborTag;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.cose.CoseAlgorithms;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.cose.PublicKeys;

/** Each way to spoil a token has a name and a code, and none is affirming. */
class PsaTokenRefusalTest {
  private static final Bytes PAYLOAD = new PsaTokenBuilder().payload();

  static Stream<Arguments> spoilt() {
    List<Arguments> cases = new ArrayList<>();
    forms(cases);
    headers(cases);
    claims(cases);
    components(cases);
    return cases.stream();
  }

  private static void forms(List<Arguments> cases) {
    Bytes good = signed(PAYLOAD);
    add(cases, "empty", Bytes.EMPTY, "WG-ATT-0001");
    add(cases, "truncated", cut(good, good.length() - 1), "WG-ATT-0001");
    add(cases, "trailing byte", Bytes.ofHex(good.hex() + "00"), "WG-ATT-0022");
    add(cases, "untagged", Bytes.ofHex(good.hex().substring(2)), "WG-ATT-0023");
    add(cases, "CWT tag around it", Bytes.ofHex("d83d" + good.hex()), "WG-ATT-0023");
    add(cases, "another CBOR item", Bytes.ofHex("a0"), "WG-ATT-0023");
    add(cases, "oversize", Bytes.ofHex("d2" + "00".repeat(8_192)), "WG-ATT-0002");
    add(cases, "deep", Bytes.ofHex("d2" + "81".repeat(1_000) + "00"), "WG-ATT-0001");
    add(
        cases,
        "indefinite outer array",
        Bytes.ofHex("d29f" + good.hex().substring(4) + "ff"),
        "WG-ATT-0003");
    add(
        cases,
        "indefinite payload",
        signed(Bytes.ofHex("bf" + PAYLOAD.hex().substring(2) + "ff")),
        "WG-ATT-0003");
    add(cases, "payload trailing byte", signed(Bytes.ofHex(PAYLOAD.hex() + "00")), "WG-ATT-0022");
    add(cases, "payload no map", signed(Bytes.ofHex("01")), "WG-ATT-0001");
    add(cases, "payload empty", signed(Bytes.EMPTY), "WG-ATT-0001");
    add(cases, "payload deep", signed(Bytes.ofHex("81".repeat(100) + "00")), "WG-ATT-0001");
    add(cases, "duplicate nonce", signed(oneMore("0a5820" + "5e".repeat(32))), "WG-ATT-0004");
    add(
        cases,
        "duplicate key in another encoding",
        signed(oneMore("180a5820" + "5e".repeat(32))),
        "WG-ATT-0004");
  }

  private static void headers(List<Arguments> cases) {
    Bytes signature = Bytes.ofHex("11".repeat(64));
    CborMap es256 = map(1, CborInt.of(-7));
    add(cases, "algorithm unprotected", cose(18, CborMap.EMPTY, es256, signature), "WG-ATT-0005");
    add(cases, "no algorithm", cose(18, CborMap.EMPTY, CborMap.EMPTY, signature), "WG-ATT-0005");
    add(
        cases,
        "algorithm none",
        cose(18, map(1, CborInt.of(0)), CborMap.EMPTY, Bytes.EMPTY),
        "WG-ATT-0005");
    add(
        cases,
        "algorithm RS1",
        cose(18, map(1, CborInt.of(-65535)), CborMap.EMPTY, signature),
        "WG-ATT-0005");
    add(
        cases,
        "algorithm ES384 with the P-256 key",
        cose(18, map(1, CborInt.of(-35)), CborMap.EMPTY, signature),
        "WG-ATT-0005");
    add(
        cases,
        "HMAC in a signed message",
        cose(18, map(1, CborInt.of(5)), CborMap.EMPTY, signature),
        "WG-ATT-0005");
    add(cases, "empty signature", cose(18, es256, CborMap.EMPTY, Bytes.EMPTY), "WG-ATT-0006");
    add(
        cases,
        "zero signature",
        cose(18, es256, CborMap.EMPTY, Bytes.ofHex("00".repeat(64))),
        "WG-ATT-0006");
    add(cases, "wrong signature", cose(18, es256, CborMap.EMPTY, signature), "WG-ATT-0006");
    Bytes publicKey = PublicKeys.spki(Attester.KEY.getPublic());
    add(
        cases,
        "MAC with the public key as secret",
        CoseSigner.mac0(PAYLOAD, publicKey),
        "WG-ATT-0005");
  }

  private static void claims(List<Arguments> cases) {
    for (long label : new long[] {10, 256, 265, 2394, 2395, 2396, 2399}) {
      add(cases, "without claim " + label, token().without(label), "WG-ATT-0012");
    }
    add(
        cases,
        "nonce under the text \"10\"",
        token().without(10).textClaim("10", bytes(32)),
        "WG-ATT-0012");
    add(cases, "nonce of 31 bytes", token().claim(10, bytes(31)), "WG-ATT-0013");
    add(cases, "nonce of 8 bytes", token().claim(10, bytes(8)), "WG-ATT-0013");
    add(cases, "nonce of 65 bytes", token().claim(10, bytes(65)), "WG-ATT-0013");
    add(cases, "nonce as text", token().claim(10, new CborText("5e")), "WG-ATT-0013");
    add(cases, "nonce as array", token().claim(10, CborArray.of(bytes(32))), "WG-ATT-0013");
    add(cases, "instance of 32 bytes", token().claim(256, bytes(32)), "WG-ATT-0013");
    add(cases, "instance of another type", token().claim(256, bytes(33)), "WG-ATT-0013");
    add(cases, "implementation of 31 bytes", token().claim(2396, bytes(31)), "WG-ATT-0013");
    add(cases, "lifecycle between ranges", token().lifecycle(0x3100), "WG-ATT-0013");
    add(cases, "lifecycle negative", token().lifecycle(-1), "WG-ATT-0013");
    add(
        cases,
        "lifecycle of 64 bits",
        token().claim(2395, new CborInt(new java.math.BigInteger("18446744073709551615"))),
        "WG-ATT-0013");
    add(cases, "lifecycle true", token().claim(2395, CborSimple.TRUE), "WG-ATT-0013");
    add(cases, "client of 33 bits", token().claim(2394, CborInt.of(1L << 32)), "WG-ATT-0013");
    add(cases, "boot seed of 7 bytes", token().claim(268, bytes(7)), "WG-ATT-0013");
    add(cases, "boot seed of 33 bytes", token().claim(268, bytes(33)), "WG-ATT-0013");
    add(
        cases,
        "certification of another form",
        token().claim(2398, new CborText("123")),
        "WG-ATT-0013");
    add(
        cases,
        "profile of another year",
        token().claim(265, new CborText("tag:psacertified.org,2023:psa")),
        "WG-ATT-0014");
    add(
        cases,
        "legacy profile",
        token().claim(265, new CborText("PSA_IOT_PROFILE_1")),
        "WG-ATT-0014");
    add(cases, "profile as number", token().claim(265, CborInt.of(1)), "WG-ATT-0013");
  }

  private static void components(List<Arguments> cases) {
    add(cases, "no components", token().components(), "WG-ATT-0013");
    add(cases, "components no array", token().claim(2399, CborInt.of(1)), "WG-ATT-0013");
    add(cases, "component no map", token().components(CborInt.of(1)), "WG-ATT-0013");
    CborValue[] many = new CborValue[65];
    java.util.Arrays.fill(many, PsaTokenBuilder.component("BL", PsaTokenBuilder.BOOTLOADER));
    add(cases, "65 components", token().components(many), "WG-ATT-0013");
    add(
        cases,
        "component without measurement",
        token().components(PsaTokenBuilder.component(1, new CborText("BL"), 5, bytes(32))),
        "WG-ATT-0012");
    add(
        cases,
        "component without signer",
        token().components(PsaTokenBuilder.component(1, new CborText("BL"), 2, bytes(32))),
        "WG-ATT-0012");
    add(
        cases,
        "measurement under the text \"2\"",
        token().components(PsaTokenBuilder.component("2", bytes(32), 5, bytes(32))),
        "WG-ATT-0012");
    add(
        cases,
        "measurement of 20 bytes",
        token().components(PsaTokenBuilder.component(2, bytes(20), 5, bytes(32))),
        "WG-ATT-0013");
    add(
        cases,
        "type no text",
        token().components(PsaTokenBuilder.component(1, CborInt.of(1), 2, bytes(32), 5, bytes(32))),
        "WG-ATT-0013");
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("spoilt")
  void isRefusedForItsReason(String name, Bytes token, String code) {
    Appraisal finding = Attester.appraise(token);
    assertThat(finding.problem().orElseThrow().line()).as(name).startsWith(code);
    assertThat(finding.tier()).as(name).isNotEqualTo(Tier.AFFIRMING);
    assertThat(finding.controls()).as(name).isEmpty();
  }

  @Test
  void longerEncodingsOfIntegersAreAccepted() {
    // RFC 9783 §5.1: preferred serialisation is not required
    String longer = PAYLOAD.hex().replaceFirst("0a5820", "180a590020");
    assertThat(longer).isNotEqualTo(PAYLOAD.hex());
    assertThat(Attester.appraise(signed(Bytes.ofHex(longer))).tier()).isEqualTo(Tier.AFFIRMING);
  }

  @Test
  void unknownClaimsAreIgnored() {
    Bytes payload = token().claim(-75_000, CborInt.of(1)).textClaim("1", bytes(1)).payload();
    assertThat(Attester.appraise(signed(payload)).tier()).isEqualTo(Tier.AFFIRMING);
  }

  private static void add(List<Arguments> cases, String name, Bytes token, String code) {
    cases.add(Arguments.of(name, token, code));
  }

  private static void add(List<Arguments> cases, String name, PsaTokenBuilder t, String code) {
    cases.add(Arguments.of(name, signed(t.payload()), code));
  }

  private static PsaTokenBuilder token() {
    return new PsaTokenBuilder();
  }

  private static CborBytes bytes(int length) {
    return new CborBytes(Bytes.of(new byte[length]));
  }

  private static Bytes signed(Bytes payload) {
    return CoseSigner.sign1(payload, Attester.KEY.getPrivate(), CoseAlgorithms.ES256);
  }

  private static CborMap map(long label, CborValue value) {
    return new CborMap(Map.of(CborInt.of(label), value));
  }

  private static Bytes cose(long tag, CborMap inside, CborMap outside, Bytes proof) {
    Bytes header = inside.entries().isEmpty() ? Bytes.EMPTY : CborWriter.write(inside);
    return CborWriter.write(
        new CborTag(
            tag,
            CborArray.of(
                new CborBytes(header), outside, new CborBytes(PAYLOAD), new CborBytes(proof))));
  }

  /** The payload's map with one more entry written at its end. */
  private static Bytes oneMore(String entryHex) {
    int first = PAYLOAD.toArray()[0] & 0xff;
    return Bytes.ofHex(Integer.toHexString(first + 1) + PAYLOAD.hex().substring(2) + entryHex);
  }

  private static Bytes cut(Bytes token, int length) {
    return Bytes.of(java.util.Arrays.copyOf(token.toArray(), length));
  }
}
