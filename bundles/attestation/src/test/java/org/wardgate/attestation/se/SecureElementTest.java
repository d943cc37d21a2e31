package org.wardgate.attestation.se;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.attestation.eat.EatBuilder;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.attestation.psa.PsaTokenBuilder;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.testing.World;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.cose.PublicKeys;

class SecureElementTest {
  private static final Bytes KEY = Bytes.ofHex("ce".repeat(32));
  private static final Bytes OTHER_KEY = Bytes.ofHex("cf".repeat(32));

  private static World world() {
    return EatBuilder.world().evidenceKey(World.PUMP, KEY).evidenceKey(World.PUMP_2, OTHER_KEY);
  }

  private static void assertNotAffirmed(Appraisal appraisal, String code) {
    assertThat(appraisal.tier()).isNotEqualTo(Tier.AFFIRMING);
    assertThat(appraisal.problem().orElseThrow().line()).startsWith(code);
  }

  @Test
  void aTokenUnderTheDevicesKeyIsAffirmed() {
    Appraisal appraisal = world().appraise(new EatBuilder().mac(KEY));
    assertThat(appraisal.problem()).isEmpty();
    assertThat(appraisal.tier()).isEqualTo(Tier.AFFIRMING);
    assertThat(appraisal.scheme()).isEqualTo("se");
  }

  @Test
  void aPsaTokenUnderTheDevicesKeyIsVerified() {
    Bytes token = CoseSigner.mac0(new PsaTokenBuilder().payload(), KEY);
    Appraisal appraisal = world().appraise(token);
    assertThat(appraisal.scheme()).isEqualTo("psa");
    assertThat(appraisal.vector()).containsEntry("instance-identity", 2);
  }

  @Test
  void aTokenWithACodeDoesNotChooseItsOwnClass() {
    Bytes model = Bytes.ofHex("4f4c");
    World world =
        world()
            .released("bytes:4f4c", World.component("APP", Optional.empty(), EatBuilder.FIRMWARE));
    EatBuilder token = new EatBuilder().without(256).claim(259, new CborBytes(model));
    Appraisal appraisal = world.appraise(token.mac(KEY));
    assertNotAffirmed(appraisal, "WG-ATT-0010");
    assertThat(appraisal.problem().orElseThrow().detail()).contains("endorsed class is missing");
    assertThat(appraisal.tier()).isEqualTo(Tier.NONE);
    assertNotAffirmed(
        world.appraise(new EatBuilder().claim(259, new CborBytes(model)).mac(KEY)), "WG-ATT-0017");
  }

  @Test
  void anotherDevicesEvidenceKeyIsAForgery() {
    Appraisal appraisal = world().appraise(new EatBuilder().mac(OTHER_KEY));
    assertNotAffirmed(appraisal, "WG-ATT-0006");
    assertThat(appraisal.tier()).isEqualTo(Tier.CONTRAINDICATED);
  }

  @Test
  void aTokenRelayedByAnotherDeviceIsAForgery() {
    Evidence relayed = new Evidence(new EatBuilder().mac(KEY), 263, World.NONCE, World.PUMP_2);
    assertNotAffirmed(world().appraise(relayed), "WG-ATT-0006");
  }

  @Test
  void withoutKeyNothingIsSaid() {
    Evidence evidence = new Evidence(new EatBuilder().mac(KEY), 263, World.NONCE, World.MONITOR);
    Appraisal appraisal = EatBuilder.released(new World()).appraise(evidence);
    assertNotAffirmed(appraisal, "WG-ATT-0031");
    assertThat(appraisal.tier()).isEqualTo(Tier.NONE);
  }

  @Test
  void aMac0WithAPublicKeyAsSecretIsAForgery() {
    World world =
        EatBuilder.released(new World())
            .attester(EatBuilder.UEID, "acme", "SN-1", EatBuilder.KEY.getPublic());
    Bytes token = new EatBuilder().mac(PublicKeys.spki(EatBuilder.KEY.getPublic()));
    Appraisal appraisal = world.appraise(token);
    assertNotAffirmed(appraisal, "WG-ATT-0005");
    assertThat(appraisal.tier()).isEqualTo(Tier.CONTRAINDICATED);
  }

  @Test
  void aSignedTokenInPlaceOfACodeIsNotVerifiedWithTheSecret() {
    World keys = EatBuilder.released(new World()).evidenceKey(World.PUMP, KEY);
    assertNotAffirmed(keys.appraise(new EatBuilder().sign()), "WG-ATT-0010");
  }

  @Test
  void aSwappedNonceIsAReplay() {
    Bytes token = new EatBuilder().claim(10, new CborBytes(Bytes.ofHex("5f".repeat(32)))).mac(KEY);
    Appraisal appraisal = world().appraise(token);
    assertNotAffirmed(appraisal, "WG-ATT-0007");
    assertThat(appraisal.tier()).isEqualTo(Tier.CONTRAINDICATED);
  }

  @Test
  void aUeidThatIsAnotherDevicesIsNotTaken() {
    World world = world().attester(EatBuilder.UEID, "acme", "SN-2", EatBuilder.KEY.getPublic());
    assertNotAffirmed(world.appraise(new EatBuilder().mac(KEY)), "WG-ATT-0011");
  }
}
