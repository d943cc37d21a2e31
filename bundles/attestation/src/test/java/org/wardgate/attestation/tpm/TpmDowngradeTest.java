package org.wardgate.attestation.tpm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.attestation.eat.EatBuilder;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.attestation.psa.PsaTokenBuilder;
import org.wardgate.attestation.testing.World;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cose.CoseSigner;

/** A TPM signs what it is given a ticket for: its key must not vouch for tokens. */
class TpmDowngradeTest {
  private static final Bytes SECRET = Bytes.ofHex("ce".repeat(32));

  private static CborValue component(String name, String octet) {
    return PsaTokenBuilder.component(
        1,
        new CborText(name),
        2,
        new CborBytes(Bytes.ofHex(octet.repeat(32))),
        5,
        new CborBytes(PsaTokenBuilder.SIGNER));
  }

  private static EatBuilder token(String first, String second) {
    return new EatBuilder()
        .without(259)
        .claim(256, new CborBytes(FakeTpm.INSTANCE))
        .claim(2399, CborArray.of(component(first, "a0"), component(second, "a7")));
  }

  private static void assertRefused(Appraisal appraisal, String code) {
    assertThat(appraisal.tier()).isNotEqualTo(Tier.AFFIRMING);
    assertThat(appraisal.problem().orElseThrow().line()).startsWith(code);
  }

  @Test
  void anEntityTokenSignedWithTheTpmsKeyCannotInventRegisters() {
    Bytes token = token("pcr:0", "pcr:7").sign(FakeTpm.KEY.getPrivate());
    assertRefused(FakeTpm.world().appraise(token), "WG-ATT-0013");
  }

  @Test
  void anEntityTokenIsNoEvidenceOfATpm() {
    Bytes token = token("BL", "APP").sign(FakeTpm.KEY.getPrivate());
    assertRefused(FakeTpm.world().appraise(token), "WG-ATT-0014");
  }

  @Test
  void aPsaTokenIsNoEvidenceOfATpm() {
    Bytes token =
        new PsaTokenBuilder()
            .claim(256, new CborBytes(FakeTpm.INSTANCE))
            .sign(FakeTpm.KEY.getPrivate());
    assertRefused(FakeTpm.world().appraise(token), "WG-ATT-0014");
  }

  @Test
  void aTokenWithACodeIsNoEvidenceOfATpm() {
    World world = FakeTpm.world().evidenceKey(World.PUMP, SECRET);
    assertRefused(world.appraise(token("BL", "APP").mac(SECRET)), "WG-ATT-0014");
  }

  @Test
  void aPsaTokenCannotInventRegistersEither() {
    Bytes token = new PsaTokenBuilder().components(component("pcr:0", "a0")).payload();
    World world = new World().evidenceKey(World.PUMP, SECRET);
    assertRefused(world.appraise(CoseSigner.mac0(token, SECRET)), "WG-ATT-0013");
  }

  @Test
  void aQuoteIsNoEvidenceOfAnotherClass() {
    World world =
        EatBuilder.released(new World())
            .attesterOf(
                FakeTpm.INSTANCE, "acme", "SN-1", FakeTpm.KEY.getPublic(), EatBuilder.CLASS);
    assertRefused(world.appraise(60, new FakeTpm().message()), "WG-ATT-0014");
  }
}
