package org.wardgate.attestation.eat;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.attestation.psa.Attester;
import org.wardgate.attestation.psa.PsaTokenBuilder;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.testing.World;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.ec.EcKeys;

/** Tokens inside tokens: whose they are, and how they are recognised. */
class NestedTokenTest {
  private static final Bytes INNER_UEID = Bytes.ofHex("01" + "e5".repeat(16));
  private static final Bytes SECRET = Bytes.ofHex("ce".repeat(32));

  private static void assertRefused(Appraisal appraisal, String code) {
    assertThat(appraisal.tier()).isNotEqualTo(Tier.AFFIRMING);
    assertThat(appraisal.problem().orElseThrow().line()).startsWith(code);
  }

  private static EatBuilder inner() {
    return new EatBuilder().claim(256, new CborBytes(INNER_UEID));
  }

  private static EatBuilder around(Bytes inner) {
    return new EatBuilder().submodule("secure element", new CborBytes(inner));
  }

  private static World with(KeyPair key) {
    return EatBuilder.world()
        .attesterOf(INNER_UEID, "acme", "SN-1", key.getPublic(), EatBuilder.CLASS);
  }

  @Test
  void aSecondTokenOfTheMainAttesterDoesNotStandForTheSecureElement() {
    assertRefused(
        EatBuilder.world().appraise(around(new EatBuilder().sign()).sign()), "WG-ATT-0030");
  }

  @Test
  void anotherNameForTheSameKeyIsTheSameAttester() {
    assertRefused(with(EatBuilder.KEY).appraise(around(inner().sign()).sign()), "WG-ATT-0030");
  }

  @Test
  void aSecondTokenUnderTheDevicesSecretIsOfTheSameAttester() {
    World world = EatBuilder.world().evidenceKey(World.PUMP, SECRET);
    Bytes inner = inner().mac(SECRET);
    assertRefused(world.appraise(around(inner).mac(SECRET)), "WG-ATT-0010");
    KeyPair key = EcKeys.generateP256();
    assertRefused(
        with(key).evidenceKey(World.PUMP, SECRET).appraise(around(inner).mac(SECRET)),
        "WG-ATT-0030");
  }

  @Test
  void oneAttesterDoesNotStandForTwoSubmodules() {
    KeyPair key = EcKeys.generateP256();
    CborValue token = new CborBytes(inner().sign(key.getPrivate()));
    Map<CborValue, CborValue> both = new LinkedHashMap<>();
    both.put(new CborText("radio"), token);
    both.put(new CborText("secure element"), token);
    Bytes outer = new EatBuilder().claim(266, new CborMap(both)).sign();
    assertRefused(with(key).appraise(outer), "WG-ATT-0030");
  }

  @Test
  void aPsaTokenAsSubmoduleOfAnEntityTokenIsVerified() {
    Bytes psa = new PsaTokenBuilder().sign(Attester.KEY.getPrivate());
    Bytes token = new EatBuilder().submodule("TEE", new CborBytes(psa)).sign();
    Evidence evidence = new Evidence(token, 263, World.NONCE, World.PUMP);
    assertThat(World.scheme(evidence).name()).isEqualTo("eat");
    Appraisal appraisal =
        EatBuilder.endorsed(EatBuilder.released(Attester.world())).appraise(token);
    assertThat(appraisal.problem()).isEmpty();
    assertThat(appraisal.tier()).isEqualTo(Tier.AFFIRMING);
    assertThat(appraisal.submodules()).containsOnlyKeys("TEE");
  }

  @Test
  void anOlderPsaProfileWithoutItsNameIsRecognisedByItsNonceAlone() {
    Bytes token = new EatBuilder().claim(-75_008, new CborBytes(World.NONCE)).sign();
    assertThat(World.scheme(new Evidence(token, 263, World.NONCE, World.PUMP)).name())
        .isEqualTo("psa");
    assertRefused(EatBuilder.world().appraise(token), "WG-ATT-0012");
    assertRefused(EatBuilder.world().appraise(Bytes.ofHex("d83d" + token.hex())), "WG-ATT-0023");
  }

  @Test
  void bytesThatLookLikeAProfileDoNotMakeAPsaToken() {
    Bytes token =
        new EatBuilder().claim(270, new CborText("tag:psacertified.org,2023:psa#tfm")).sign();
    Appraisal appraisal = EatBuilder.world().appraise(token);
    assertThat(appraisal.scheme()).isEqualTo("eat");
    assertThat(appraisal.tier()).isEqualTo(Tier.AFFIRMING);
  }

  @Test
  void aFileListCannotInventRegisters() {
    CborMap file =
        new CborMap(
            Map.of(
                CborInt.of(24),
                new CborText("0"),
                CborInt.of(7),
                CborArray.of(CborInt.of(1), new CborBytes(Bytes.ofHex("a0".repeat(32))))));
    CborMap coswid =
        new CborMap(
            Map.of(
                CborInt.of(1), new CborText("pcr:"),
                CborInt.of(3), new CborMap(Map.of(CborInt.of(17), file))));
    CborValue measurements =
        CborArray.of(CborArray.of(CborInt.of(258), new CborBytes(CborWriter.write(coswid))));
    assertRefused(
        EatBuilder.world().appraise(new EatBuilder().claim(273, measurements).sign()),
        "WG-ATT-0013");
  }

  @Test
  void anAttesterWithoutEndorsedClassDoesNotChooseOne() {
    World world =
        EatBuilder.released(new World())
            .attester(EatBuilder.UEID, "acme", "SN-1", EatBuilder.KEY.getPublic());
    Appraisal appraisal = world.appraise(new EatBuilder().sign());
    assertRefused(appraisal, "WG-ATT-0010");
    assertThat(appraisal.tier()).isEqualTo(Tier.NONE);
    assertThat(Optional.of(appraisal.vector())).contains(Map.of());
  }
}
