package org.wardgate.attestation.psa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.testing.World;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cose.CoseAlgorithms;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.ec.EcKeys;

class PsaSchemeTest {
  private static final Bytes GOOD = new PsaTokenBuilder().sign(Attester.KEY.getPrivate());

  private static Appraisal appraise(PsaTokenBuilder token) {
    return Attester.appraise(token.sign(Attester.KEY.getPrivate()));
  }

  private static void assertProblem(Appraisal finding, String code) {
    assertThat(finding.problem().orElseThrow().code()).isEqualTo(code);
    assertThat(finding.tier()).isNotEqualTo(Tier.AFFIRMING);
  }

  @Test
  void aGoodDeviceIsAffirmed() {
    Appraisal finding = Attester.appraise(GOOD);
    assertThat(finding.problem()).isEmpty();
    assertThat(finding.tier()).isEqualTo(Tier.AFFIRMING);
    assertThat(finding.vector())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "instance-identity", 2,
                "executables", 3,
                "hardware", 2,
                "runtime-opaque", 2,
                "storage-opaque", 2));
    assertThat(finding.controls())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "secure-boot", true,
                "config-integrity", true,
                "access-control", true,
                "isolation", true,
                "secure-ota", true));
    assertThat(finding.referenceSource()).isEqualTo("acme-pump v3");
  }

  @Test
  void theFullySpecifiedAlgorithmIsAcceptedToo() {
    Bytes token =
        CoseSigner.sign1(
            new PsaTokenBuilder().payload(), Attester.KEY.getPrivate(), CoseAlgorithms.ESP256);
    assertThat(Attester.appraise(token).tier()).isEqualTo(Tier.AFFIRMING);
  }

  @Test
  void unknownFirmwareIsContraindicatedAndItsControlsFail() {
    Appraisal finding =
        appraise(
            new PsaTokenBuilder()
                .components(
                    PsaTokenBuilder.component("BL", PsaTokenBuilder.BOOTLOADER),
                    PsaTokenBuilder.component("ARoT", Bytes.ofHex("66".repeat(32)))));
    assertProblem(finding, "WG-ATT-0015");
    assertThat(finding.tier()).isEqualTo(Tier.CONTRAINDICATED);
    assertThat(finding.vector().get("executables")).isEqualTo(96);
    assertThat(finding.controls())
        .containsExactlyInAnyOrderEntriesOf(Map.of("secure-boot", false, "config-integrity", true));
  }

  @Test
  void oneUnknownComponentAmongGoodOnesIsFound() {
    assertProblem(
        appraise(
            new PsaTokenBuilder()
                .components(
                    PsaTokenBuilder.component("BL", PsaTokenBuilder.BOOTLOADER),
                    PsaTokenBuilder.component("ARoT", PsaTokenBuilder.APPLICATION),
                    PsaTokenBuilder.component("rootkit", Bytes.ofHex("66".repeat(32))))),
        "WG-ATT-0015");
  }

  @Test
  void aComponentThatWasNotMeasuredIsMissed() {
    Appraisal finding =
        appraise(
            new PsaTokenBuilder()
                .components(PsaTokenBuilder.component("BL", PsaTokenBuilder.BOOTLOADER)));
    assertProblem(finding, "WG-ATT-0015");
    assertThat(finding.tier()).isEqualTo(Tier.CONTRAINDICATED);
  }

  @Test
  void theRightMeasurementInAnotherRoleDoesNotCount() {
    assertProblem(
        appraise(
            new PsaTokenBuilder()
                .components(
                    PsaTokenBuilder.component("BL", PsaTokenBuilder.APPLICATION),
                    PsaTokenBuilder.component("ARoT", PsaTokenBuilder.BOOTLOADER))),
        "WG-ATT-0015");
  }

  @Test
  void theRightMeasurementOfAnotherSignerDoesNotCount() {
    assertProblem(
        appraise(
            new PsaTokenBuilder()
                .components(
                    PsaTokenBuilder.component(
                        1,
                        new CborText("BL"),
                        2,
                        new org.wardgate.crypto.cbor.CborBytes(PsaTokenBuilder.BOOTLOADER),
                        5,
                        new org.wardgate.crypto.cbor.CborBytes(Bytes.ofHex("52".repeat(32)))),
                    PsaTokenBuilder.component("ARoT", PsaTokenBuilder.APPLICATION))),
        "WG-ATT-0015");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 0x1000, 0x2000, 0x4000, 0x40ff, 0x5000, 0x6000})
  void aLifecycleThatIsNotSecuredIsContraindicated(long lifecycle) {
    Appraisal finding = appraise(new PsaTokenBuilder().lifecycle(lifecycle));
    assertProblem(finding, "WG-ATT-0016");
    assertThat(finding.tier()).isEqualTo(Tier.CONTRAINDICATED);
    assertThat(finding.controls()).containsEntry("config-integrity", false);
    assertThat(finding.controls()).containsEntry("secure-boot", false);
    assertThat(finding.controls()).doesNotContainKey("isolation");
  }

  @Test
  void everySecuredValueIsSecured() {
    assertThat(appraise(new PsaTokenBuilder().lifecycle(0x30ff)).tier()).isEqualTo(Tier.AFFIRMING);
  }

  @Test
  void anotherNonceIsAReplay() {
    Appraisal finding = appraise(new PsaTokenBuilder().nonce(Bytes.ofHex("5f".repeat(32))));
    assertProblem(finding, "WG-ATT-0007");
    assertThat(finding.tier()).isEqualTo(Tier.CONTRAINDICATED);
    assertThat(finding.vector().get("instance-identity")).isEqualTo(99);
  }

  @Test
  void aLongerNonceThatStartsRightIsAReplay() {
    assertProblem(
        appraise(new PsaTokenBuilder().nonce(Bytes.ofHex("5e".repeat(48)))), "WG-ATT-0007");
  }

  @Test
  void anotherKeysSignatureIsAForgery() {
    Appraisal finding =
        Attester.appraise(new PsaTokenBuilder().sign(EcKeys.generateP256().getPrivate()));
    assertProblem(finding, "WG-ATT-0006");
    assertThat(finding.tier()).isEqualTo(Tier.CONTRAINDICATED);
    assertThat(finding.vector().get("instance-identity")).isEqualTo(99);
  }

  @Test
  void evidenceOfAnotherDeviceIsNotTaken() {
    Evidence elsewhere = new Evidence(GOOD, 263, PsaTokenBuilder.NONCE, new DeviceId("pump-2"));
    Appraisal finding = Attester.world().appraise(elsewhere);
    assertProblem(finding, "WG-ATT-0011");
    assertThat(finding.tier()).isEqualTo(Tier.CONTRAINDICATED);
  }

  @Test
  void withoutEndorsementNothingIsSaid() {
    Evidence evidence = new Evidence(GOOD, 263, PsaTokenBuilder.NONCE, Attester.DEVICE);
    Appraisal finding = new World().appraise(evidence);
    assertProblem(finding, "WG-ATT-0010");
    assertThat(finding.tier()).isEqualTo(Tier.NONE);
    assertThat(finding.controls()).isEmpty();
  }

  @Test
  void withoutReferenceComponentsNothingIsAffirmed() {
    Evidence evidence = new Evidence(GOOD, 263, PsaTokenBuilder.NONCE, Attester.DEVICE);
    Appraisal finding = Attester.world(List.of(), "").appraise(evidence);
    assertProblem(finding, "WG-ATT-0017");
    assertThat(finding.tier()).isEqualTo(Tier.NONE);
  }

  @Test
  void anotherImplementationThanTheEndorsedOneIsContraindicated() {
    Appraisal finding =
        appraise(
            new PsaTokenBuilder()
                .claim(2396, new org.wardgate.crypto.cbor.CborBytes(Bytes.ofHex("1d".repeat(32)))));
    assertProblem(finding, "WG-ATT-0017");
    assertThat(finding.tier()).isEqualTo(Tier.CONTRAINDICATED);
    assertThat(finding.vector().get("hardware")).isEqualTo(97);
  }

  @Test
  void endorsedControlsNeedTheCertificateTheyWereEndorsedWith() {
    World certified =
        Attester.world(List.of(Attester.BOOTLOADER, Attester.APPLICATION), "0604565272829-10010");
    Evidence without = new Evidence(GOOD, 263, PsaTokenBuilder.NONCE, Attester.DEVICE);
    assertThat(certified.appraise(without).controls())
        .containsOnlyKeys("secure-boot", "config-integrity");
    Bytes with =
        new PsaTokenBuilder()
            .claim(2398, new CborText("0604565272829-10010"))
            .sign(Attester.KEY.getPrivate());
    Evidence carrying = new Evidence(with, 263, PsaTokenBuilder.NONCE, Attester.DEVICE);
    assertThat(certified.appraise(carrying).controls())
        .containsKeys("isolation", "access-control", "secure-ota");
  }
}
