package org.wardgate.attestation.eat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.attestation.psa.PsaTokenBuilder;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.attestation.scheme.VerifiedEvidence;
import org.wardgate.attestation.testing.World;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborSimple;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.ec.EcKeys;

class EatSchemeTest {
  private static final Bytes INNER_UEID = Bytes.ofHex("01" + "e5".repeat(16));

  private static VerifiedEvidence verify(EatBuilder token) throws RefusedException {
    return EatBuilder.world().verify(new Evidence(token.sign(), 263, World.NONCE, World.PUMP));
  }

  private static void assertNotAffirmed(Appraisal appraisal, String code) {
    assertThat(appraisal.tier()).isNotEqualTo(Tier.AFFIRMING);
    assertThat(appraisal.problem().orElseThrow().line()).startsWith(code);
  }

  @Test
  void aGoodTokenIsAffirmed() {
    Appraisal appraisal = EatBuilder.world().appraise(new EatBuilder().sign());
    assertThat(appraisal.problem()).isEmpty();
    assertThat(appraisal.tier()).isEqualTo(Tier.AFFIRMING);
    assertThat(appraisal.scheme()).isEqualTo("eat");
  }

  @Test
  void theTagOfWebTokensMayBeAroundIt() {
    Bytes tagged = Bytes.ofHex("d83d" + new EatBuilder().sign().hex());
    assertThat(EatBuilder.world().appraise(tagged).tier()).isEqualTo(Tier.AFFIRMING);
  }

  @Test
  void claimsAreFacts() throws RefusedException {
    VerifiedEvidence verified =
        verify(
            new EatBuilder()
                .claim(258, CborInt.of(64_242))
                .claim(260, CborArray.of(new CborText("3.1"), CborInt.of(1)))
                .claim(261, CborInt.of(86_400))
                .claim(267, CborInt.of(12))
                .claim(268, new CborBytes(Bytes.ofHex("5e".repeat(8))))
                .claim(270, new CborText("Pump OS"))
                .claim(271, CborArray.of(new CborText("7.2"), CborInt.of(1)))
                .claim(275, CborInt.of(1))
                .claim(-77_001, CborInt.of(80)));
    assertThat(verified.facts())
        .containsEntry("oemid", FactValue.of("pen:64242"))
        .containsEntry("hardware-version", FactValue.of("3.1"))
        .containsEntry("uptime-seconds", FactValue.of(86_400))
        .containsEntry("boot-count", FactValue.of(12))
        .containsEntry("software-name", FactValue.of("Pump OS"))
        .containsEntry("software-version", FactValue.of("7.2"))
        .containsEntry("oem-boot", FactValue.of(true))
        .containsEntry("debug", FactValue.of("disabled-permanently"))
        .containsEntry("intended-use", FactValue.of("generic"))
        .containsEntry("battery-percent", FactValue.of(80))
        .containsEntry("authentication", FactValue.of("signature"));
    assertThat(verified.observed().version()).isEqualTo("7.2");
    assertThat(verified.observed().bootId()).isEqualTo("5e".repeat(8));
    assertThat(verified.observed().bootCount()).hasValue(12);
    assertThat(verified.observed().batteryPercent()).hasValue(80);
    assertThat(verified.observed().uptimeSeconds()).hasValue(86_400);
  }

  @Test
  void measurementsWhileRunningAreComponents() throws RefusedException {
    VerifiedEvidence verified =
        verify(
            new EatBuilder()
                .claim(-77_002, new CborBytes(Bytes.ofHex("be".repeat(32))))
                .claim(-77_003, new CborBytes(Bytes.ofHex("cf".repeat(32)))));
    assertThat(verified.components())
        .filteredOn(component -> component.runtime())
        .extracting(component -> component.name())
        .containsExactly("heartbeat", "control-flow");
  }

  @Test
  void resultsOfMeasurementsAreTheWorst() throws RefusedException {
    CborValue good = CborArray.of(new CborText("kernel"), CborInt.of(1));
    CborValue bad = CborArray.of(new CborText("app"), CborInt.of(2));
    VerifiedEvidence verified =
        verify(
            new EatBuilder()
                .claim(
                    274, CborArray.of(CborArray.of(new CborText("ima"), CborArray.of(good, bad)))));
    assertThat(verified.facts()).containsEntry("measurement-results", FactValue.of("fail"));
  }

  @Test
  void aSubmoduleOfClaimsIsVouchedForByTheTokenAroundIt() throws RefusedException {
    VerifiedEvidence verified =
        verify(
            new EatBuilder()
                .submodule("radio", new CborMap(Map.of(CborInt.of(263), CborInt.of(2)))));
    VerifiedEvidence radio = verified.submodules().get("radio");
    assertThat(radio).isNotNull();
    assertThat(verified.submodules().keySet()).containsExactly("radio");
    assertThat(radio == null ? Map.of() : radio.facts())
        .containsEntry("debug", FactValue.of("disabled-since-boot"));
  }

  private static EatBuilder inner() {
    return new EatBuilder().claim(256, new CborBytes(INNER_UEID));
  }

  private static Bytes around(Bytes inner) {
    return new EatBuilder().submodule("secure element", new CborBytes(inner)).sign();
  }

  @Test
  void aSubmoduleWithAKeyOfItsOwnIsVerifiedWithIt() {
    java.security.KeyPair key = EcKeys.generateP256();
    World world =
        EatBuilder.world()
            .attesterOf(INNER_UEID, "acme", "SN-1", key.getPublic(), EatBuilder.CLASS);
    assertThat(world.appraise(around(inner().sign(key.getPrivate()))).tier())
        .isEqualTo(Tier.AFFIRMING);
    assertNotAffirmed(world.appraise(around(inner().sign())), "WG-ATT-0006");
  }

  @Test
  void aSubmoduleOfAnotherDeviceIsNotTaken() {
    java.security.KeyPair key = EcKeys.generateP256();
    World world =
        EatBuilder.world()
            .attesterOf(INNER_UEID, "acme", "SN-2", key.getPublic(), EatBuilder.CLASS);
    Appraisal appraisal = world.appraise(around(inner().sign(key.getPrivate())));
    assertNotAffirmed(appraisal, "WG-ATT-0011");
    assertThat(appraisal.tier()).isEqualTo(Tier.CONTRAINDICATED);
  }

  @Test
  void aReplayedSubmoduleIsNotTaken() {
    java.security.KeyPair key = EcKeys.generateP256();
    World world =
        EatBuilder.world()
            .attesterOf(INNER_UEID, "acme", "SN-1", key.getPublic(), EatBuilder.CLASS);
    Bytes old =
        inner().claim(10, new CborBytes(Bytes.ofHex("5f".repeat(32)))).sign(key.getPrivate());
    assertNotAffirmed(world.appraise(around(old)), "WG-ATT-0007");
  }

  @Test
  void aSubmoduleNobodyEndorsedIsNotTaken() {
    assertNotAffirmed(EatBuilder.world().appraise(around(inner().sign())), "WG-ATT-0010");
  }

  @Test
  void anAttesterOfPsaTokensSendsNoOthers() {
    World world =
        EatBuilder.released(new World())
            .attesterOf(
                EatBuilder.UEID,
                "acme",
                "SN-1",
                EatBuilder.KEY.getPublic(),
                "impl:" + PsaTokenBuilder.IMPLEMENTATION.hex());
    assertNotAffirmed(world.appraise(new EatBuilder().sign()), "WG-ATT-0014");
  }

  @Test
  void aDeviceThatSaysItCanBeDebuggedIsContraindicated() {
    Appraisal appraisal =
        EatBuilder.world().appraise(new EatBuilder().claim(263, CborInt.of(0)).sign());
    assertThat(appraisal.tier()).isEqualTo(Tier.CONTRAINDICATED);
    assertThat(appraisal.vector()).containsEntry("runtime-opaque", 96);
  }

  @Test
  void aDeviceThatSaysItsBootWasNotAuthorisedIsContraindicated() {
    Appraisal appraisal =
        EatBuilder.world().appraise(new EatBuilder().claim(262, CborSimple.FALSE).sign());
    assertThat(appraisal.tier()).isEqualTo(Tier.CONTRAINDICATED);
    assertThat(appraisal.vector()).containsEntry("executables", 96);
  }

  @Test
  void aDeviceWhoseOwnMeasurementsFailedIsContraindicated() {
    CborValue bad = CborArray.of(new CborText("app"), CborInt.of(2));
    CborValue results = CborArray.of(CborArray.of(new CborText("ima"), CborArray.of(bad)));
    Appraisal appraisal = EatBuilder.world().appraise(new EatBuilder().claim(274, results).sign());
    assertThat(appraisal.tier()).isEqualTo(Tier.CONTRAINDICATED);
  }
}
