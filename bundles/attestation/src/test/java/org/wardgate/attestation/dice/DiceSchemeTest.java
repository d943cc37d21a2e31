package org.wardgate.attestation.dice;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.eat.EatBuilder;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.attestation.scheme.VerifiedEvidence;
import org.wardgate.attestation.testing.World;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.dice.TcbInfo;
import org.wardgate.crypto.x509.Profile;

class DiceSchemeTest {
  private final DiceMaker maker = new DiceMaker();

  private static void assertNotAffirmed(Appraisal appraisal, String code) {
    assertThat(appraisal.tier()).isNotEqualTo(Tier.AFFIRMING);
    assertThat(appraisal.problem().orElseThrow().line()).startsWith(code);
  }

  private Appraisal appraise() {
    return maker.world().appraise(maker.token(DiceMaker.claims()));
  }

  @Test
  void aGoodChainIsAffirmed() {
    Appraisal appraisal = appraise();
    assertThat(appraisal.problem()).isEmpty();
    assertThat(appraisal.tier()).isEqualTo(Tier.AFFIRMING);
    assertThat(appraisal.scheme()).isEqualTo("dice");
  }

  @Test
  void layersAreComponentsAndFlagsAreFacts() throws RefusedException {
    maker.flags = Set.of(TcbInfo.Flag.DEBUG);
    VerifiedEvidence verified =
        maker
            .world()
            .verify(new Evidence(maker.token(DiceMaker.claims()), 263, World.NONCE, World.PUMP));
    assertThat(verified.components())
        .extracting(component -> component.name())
        .containsExactly("layer:0", "layer:1");
    assertThat(verified.classId()).contains("model:Acme/Pump");
    assertThat(verified.facts())
        .containsEntry("dice.debug", FactValue.of(true))
        .containsEntry("debug", FactValue.of("enabled"));
  }

  @Test
  void aLayerThatCanBeDebuggedIsContraindicated() {
    maker.flags = Set.of(TcbInfo.Flag.DEBUG);
    assertThat(appraise().tier()).isEqualTo(Tier.CONTRAINDICATED);
    maker.flags = Set.of(TcbInfo.Flag.NOT_SECURE);
    assertThat(appraise().tier()).isEqualTo(Tier.CONTRAINDICATED);
  }

  @Test
  void anotherFirmwareInALayerIsContraindicated() {
    maker.app = Bytes.ofHex("66".repeat(32));
    Appraisal appraisal = appraise();
    assertNotAffirmed(appraisal, "WG-ATT-0015");
    assertThat(appraisal.tier()).isEqualTo(Tier.CONTRAINDICATED);
  }

  @Test
  void aDiceChainOfAnotherMakerIsNotTaken() {
    DiceMaker other = new DiceMaker();
    Appraisal appraisal =
        maker.world().anchor("other", other.root).appraise(other.token(DiceMaker.claims()));
    assertNotAffirmed(appraisal, "WG-ATT-0032");
    assertThat(appraisal.tier()).isEqualTo(Tier.CONTRAINDICATED);
  }

  @Test
  void aChainOfAnotherDeviceOfTheSameMakerIsNotTaken() {
    maker.serial = "SN-2";
    assertNotAffirmed(appraise(), "WG-ATT-0011");
  }

  @Test
  void withoutRootsOfTheMakerNothingIsSaid() {
    Appraisal appraisal = new World().appraise(maker.token(DiceMaker.claims()));
    assertNotAffirmed(appraisal, "WG-ATT-0010");
    assertThat(appraisal.tier()).isEqualTo(Tier.NONE);
  }

  @Test
  void aLayerThatMayNotCertifyIsNotTaken() {
    maker.deviceProfile = Profile.IDEVID;
    assertNotAffirmed(appraise(), "WG-ATT-0032");
  }

  @Test
  void anExpiredChainIsNotTaken() {
    Bytes token = maker.token(DiceMaker.claims());
    World later = maker.world().at(Instant.parse("2028-01-01T00:00:00Z"));
    assertNotAffirmed(later.appraise(token), "WG-ATT-0032");
  }

  @Test
  void aKeyUsedTwiceIsNotTaken() {
    maker.sameKeyTwice = true;
    assertNotAffirmed(appraise(), "WG-ATT-0032");
  }

  @Test
  void anotherKeyThanTheLastLayersIsAForgery() {
    Bytes token = DiceMaker.token(DiceMaker.claims(), maker.chain(), maker.deviceKey.getPrivate());
    assertNotAffirmed(maker.world().appraise(token), "WG-ATT-0006");
  }

  @Test
  void aChainThatIsOutOfPlaceIsNotTaken() {
    List<X509Certificate> chain = maker.chain();
    Bytes token =
        DiceMaker.token(
            DiceMaker.claims(), List.of(chain.get(1), chain.get(0)), maker.aliasKey.getPrivate());
    assertThat(maker.world().appraise(token).tier()).isNotEqualTo(Tier.AFFIRMING);
  }

  @Test
  void aSwappedNonceIsAReplay() {
    EatBuilder old = DiceMaker.claims().claim(10, new CborBytes(Bytes.ofHex("5f".repeat(32))));
    assertNotAffirmed(maker.world().appraise(maker.token(old)), "WG-ATT-0007");
  }

  @Test
  void aUeidThatIsAnotherDevicesIsNotTaken() {
    World world =
        maker.world().attester(EatBuilder.UEID, "acme", "SN-2", EatBuilder.KEY.getPublic());
    EatBuilder claims = DiceMaker.claims().claim(256, new CborBytes(EatBuilder.UEID));
    assertNotAffirmed(world.appraise(maker.token(claims)), "WG-ATT-0011");
  }

  @Property(tries = 400)
  void flippedBitsAreNeverAffirmed(@ForAll @Size(min = 1, max = 3) int[] positions) {
    byte[] token = Good.TOKEN.toArray();
    for (int position : positions) {
      int bit = Math.floorMod(position, token.length * 8);
      token[bit / 8] ^= (byte) (1 << (bit % 8));
    }
    if (!Good.TOKEN.equals(Bytes.of(token))) {
      assertThat(Good.WORLD.appraise(Bytes.of(token)).tier()).isNotEqualTo(Tier.AFFIRMING);
    }
  }

  /** Made once: keys and certificates take time. */
  private static final class Good {
    private static final DiceMaker MAKER = new DiceMaker();
    static final World WORLD = MAKER.world();
    static final Bytes TOKEN = MAKER.token(DiceMaker.claims());
  }
}
