package org.wardgate.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.attestation.eat.EatBuilder;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.attestation.testing.World;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborTag;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.cose.CoseAlgorithms;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.cose.PublicKeys;

/** Bad entity attestation tokens, signed and with codes: none is ever affirming. */
class BadTokensTest {
  private static final Bytes SECRET = Bytes.ofHex("ce".repeat(32));
  private static final Bytes PAYLOAD = new EatBuilder().payload();
  private static final Bytes GOOD = signed(PAYLOAD);
  private static final World WORLD = EatBuilder.world();
  private static final World SECRET_WORLD = EatBuilder.world().evidenceKey(World.PUMP, SECRET);

  static Stream<Arguments> bad() {
    List<Arguments> cases = new ArrayList<>();
    forms(cases);
    headers(cases);
    claims(cases);
    submodules(cases);
    return cases.stream();
  }

  private static void forms(List<Arguments> cases) {
    add(cases, "empty", Bytes.EMPTY, "WG-ATT-0001");
    add(cases, "trailing bytes", Bytes.ofHex(GOOD.hex() + "00"), "WG-ATT-0022");
    add(cases, "trailing bytes in the payload", signed(hex(PAYLOAD.hex() + "00")), "WG-ATT-0022");
    add(cases, "10 MB", Bytes.of(new byte[10_000_000]), "WG-ATT-0002");
    add(cases, "depth 1,000", hex("d2" + "81".repeat(1_000) + "00"), "WG-ATT-0001");
    add(cases, "depth 1,000 in the payload", signed(hex("81".repeat(1_000) + "00")), "WG-ATT-0001");
    add(
        cases,
        "indefinite lengths",
        signed(hex("bf" + PAYLOAD.hex().substring(2) + "ff")),
        "WG-ATT-0003");
    add(cases, "duplicate keys", signed(oneMore("0a5820" + "5e".repeat(32))), "WG-ATT-0004");
    add(
        cases,
        "duplicate keys, one written longer",
        signed(oneMore("180a5820" + "5e".repeat(32))),
        "WG-ATT-0004");
    add(cases, "untagged", hex(GOOD.hex().substring(2)), "WG-ATT-0023");
  }

  private static void headers(List<Arguments> cases) {
    Bytes proof = hex("11".repeat(64));
    CborMap es256 = map(1, CborInt.of(-7));
    CborMap none = CborMap.EMPTY;
    add(cases, "algorithm in the unprotected header", cose(18, none, es256, proof), "WG-ATT-0005");
    add(cases, "alg none", cose(18, map(1, CborInt.of(0)), none, Bytes.EMPTY), "WG-ATT-0005");
    add(cases, "no algorithm", cose(18, none, none, proof), "WG-ATT-0005");
    add(
        cases,
        "alg as a text",
        cose(18, map(1, new CborText("ES256")), none, proof),
        "WG-ATT-0005");
    add(cases, "HMAC in a signature", cose(18, map(1, CborInt.of(5)), none, proof), "WG-ATT-0005");
    add(cases, "ES256 in a code", cose(17, es256, none, proof), "WG-ATT-0005");
    add(cases, "zero signature", cose(18, es256, none, Bytes.of(new byte[64])), "WG-ATT-0006");
    add(
        cases,
        "Mac0 with a public key as secret",
        CoseSigner.mac0(PAYLOAD, PublicKeys.spki(EatBuilder.KEY.getPublic())),
        "WG-ATT-0005");
  }

  private static void claims(List<Arguments> cases) {
    CborBytes other = new CborBytes(hex("5f".repeat(32)));
    CborBytes right = new CborBytes(World.NONCE);
    add(cases, "swapped nonce", token().claim(10, other), "WG-ATT-0007");
    add(cases, "two nonces", token().claim(10, CborArray.of(right, other)), "WG-ATT-0007");
    add(cases, "shortened nonce", token().claim(10, bytes(31)), "WG-ATT-0007");
    add(cases, "nonce of 7 bytes", token().claim(10, bytes(7)), "WG-ATT-0013");
    add(cases, "nonce of 65 bytes", token().claim(10, bytes(65)), "WG-ATT-0013");
    add(cases, "no nonces in an array", token().claim(10, CborArray.of()), "WG-ATT-0013");
    add(cases, "without nonce", token().without(10), "WG-ATT-0012");
    add(cases, "key 10 as \"10\"", token().without(10).textClaim("10", right), "WG-ATT-0012");
    add(cases, "without ueid", token().without(256), "WG-ATT-0012");
    add(cases, "ueid of 6 bytes", token().claim(256, bytes(6)), "WG-ATT-0013");
    add(cases, "debug status 5", token().claim(263, CborInt.of(5)), "WG-ATT-0013");
    add(cases, "oemboot as 1", token().claim(262, CborInt.of(1)), "WG-ATT-0013");
    add(cases, "uptime negative", token().claim(261, CborInt.of(-1)), "WG-ATT-0013");
    add(cases, "battery of 101 percent", token().claim(-77_001, CborInt.of(101)), "WG-ATT-0013");
    add(cases, "expired", token().claim(4, CborInt.of(World.NOW.getEpochSecond())), "WG-ATT-0029");
    add(
        cases,
        "not valid yet",
        token().claim(5, CborInt.of(World.NOW.getEpochSecond() + 1)),
        "WG-ATT-0029");
    add(cases, "lifecycle of a PSA token", token().claim(2395, CborInt.of(0)), "WG-ATT-0012");
    add(
        cases,
        "another year's PSA profile",
        token().claim(265, new CborText("tag:psacertified.org,2023:psa")),
        "WG-ATT-0014");
  }

  private static void submodules(List<Arguments> cases) {
    add(
        cases,
        "a detached digest as submodule",
        token().submodule("TEE", CborArray.of(CborInt.of(-16), bytes(32))),
        "WG-ATT-0030");
    add(cases, "a token in JSON", token().submodule("J", new CborText("[]")), "WG-ATT-0030");
    add(cases, "a number as submodule", token().submodule("J", CborInt.of(1)), "WG-ATT-0030");
    CborValue deep = CborMap.EMPTY;
    for (int i = 0; i < 4; i++) {
      deep = map(266, new CborMap(Map.of(new CborText("x"), deep)));
    }
    add(cases, "submodules too deep", token().submodule("x", deep), "WG-ATT-0030");
    Map<CborValue, CborValue> many = new java.util.LinkedHashMap<>();
    for (int i = 0; i < 17; i++) {
      many.put(new CborText("s" + i), CborMap.EMPTY);
    }
    add(cases, "17 submodules", token().claim(266, new CborMap(many)), "WG-ATT-0030");
    add(cases, "garbage as a nested token", token().submodule("x", bytes(20)), "WG-ATT-0022");
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("bad")
  void isRefusedForItsReason(String name, Bytes token, String code) {
    Appraisal appraisal = WORLD.appraise(token);
    assertThat(appraisal.problem().orElseThrow().line()).as(name).startsWith(code);
    assertThat(appraisal.tier()).as(name).isNotEqualTo(Tier.AFFIRMING);
    assertThat(SECRET_WORLD.appraise(token).tier()).as(name).isNotEqualTo(Tier.AFFIRMING);
  }

  @Property(tries = 1_000)
  void flippedBitsAreNeverAffirmed(@ForAll @Size(min = 1, max = 4) int[] positions) {
    mutated(GOOD, WORLD, positions);
    mutated(CoseSigner.mac0(PAYLOAD, SECRET), SECRET_WORLD, positions);
  }

  private static void mutated(Bytes good, World world, int[] positions) {
    byte[] token = good.toArray();
    for (int position : positions) {
      int bit = Math.floorMod(position, token.length * 8);
      token[bit / 8] ^= (byte) (1 << (bit % 8));
    }
    if (!good.equals(Bytes.of(token))) {
      assertThat(world.appraise(Bytes.of(token)).tier()).isNotEqualTo(Tier.AFFIRMING);
    }
  }

  @Property(tries = 1_000)
  void noiseIsNeverAffirmed(@ForAll @Size(max = 600) byte[] noise) {
    assertThat(WORLD.appraise(Bytes.of(noise)).tier()).isNotEqualTo(Tier.AFFIRMING);
    assertThat(SECRET_WORLD.appraise(Bytes.of(noise)).tier()).isNotEqualTo(Tier.AFFIRMING);
  }

  /** Here the device itself signs nonsense, so that the readers of claims see it too. */
  @Property(tries = 500)
  void signedNonsenseNeverThrows(@ForAll @IntRange(max = 400) int at, @ForAll byte to) {
    byte[] payload = PAYLOAD.toArray();
    payload[at % payload.length] = to;
    assertThat(WORLD.appraise(signed(Bytes.of(payload))).tier()).isNotNull();
  }

  private static void add(List<Arguments> cases, String name, Bytes token, String code) {
    cases.add(Arguments.of(name, token, code));
  }

  private static void add(List<Arguments> cases, String name, EatBuilder token, String code) {
    cases.add(Arguments.of(name, token.sign(), code));
  }

  private static EatBuilder token() {
    return new EatBuilder();
  }

  private static CborBytes bytes(int length) {
    return new CborBytes(Bytes.of(new byte[length]));
  }

  private static Bytes hex(String digits) {
    return Bytes.ofHex(digits);
  }

  private static Bytes signed(Bytes payload) {
    return CoseSigner.sign1(payload, EatBuilder.KEY.getPrivate(), CoseAlgorithms.ES256);
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
    return hex(Integer.toHexString(first + 1) + PAYLOAD.hex().substring(2) + entryHex);
  }
}
