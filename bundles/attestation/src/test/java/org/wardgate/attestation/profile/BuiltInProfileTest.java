package org.wardgate.attestation.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AppraisalBasis.Reason;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.attestation.reference.ReferenceComponent;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.scheme.MeasuredComponent;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/** The mapping that RFC 9783 gives for PSA tokens, as rules. */
class BuiltInProfileTest {
  private static final Bytes ELSE = Bytes.ofHex("66".repeat(32));

  private static Appraisal appraise(VerifiedEvidence evidence) {
    return appraise(evidence, Sample.references(Sample.CLASS));
  }

  private static Appraisal appraise(VerifiedEvidence evidence, References references) {
    return AppraisalEngine.appraise(evidence, references, BuiltInProfile.get());
  }

  private static VerifiedEvidence measuring(MeasuredComponent... components) {
    return Sample.evidence(List.of(components), Map.of());
  }

  private static void assertProblem(Appraisal appraisal, Tier tier, String code) {
    assertThat(appraisal.problem().map(Problem::code)).contains(code);
    assertThat(appraisal.tier()).isEqualTo(tier);
  }

  @Test
  void aGoodDeviceIsAffirmed() {
    Appraisal good = appraise(Sample.evidence());
    assertThat(good.problem()).isEmpty();
    assertThat(good.tier()).isEqualTo(Tier.AFFIRMING);
    assertThat(good.vector())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "instance-identity", 2,
                "executables", 3,
                "hardware", 2,
                "runtime-opaque", 2,
                "storage-opaque", 2));
    assertThat(good.controls())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "secure-boot", true,
                "config-integrity", true,
                "access-control", true,
                "isolation", true,
                "secure-ota", true));
    assertThat(good.referenceSource()).isEqualTo("acme-pump v3");
    assertThat(good.policy()).isEqualTo("built-in v1");
    assertThat(good.reasons())
        .extracting(Reason::rule)
        .containsExactly(
            "released-firmware", "authentic-evidence", "endorsed-class", "locked", "locked");
  }

  @Test
  void unknownFirmwareIsContraindicatedAndNotAWarning() {
    Appraisal bad =
        appraise(measuring(Sample.measured("BL", Sample.BOOTLOADER), Sample.measured("APP", ELSE)));
    assertProblem(bad, Tier.CONTRAINDICATED, "WG-ATT-0015");
    assertThat(bad.vector()).containsEntry("executables", 96);
    assertThat(bad.controls())
        .containsExactlyInAnyOrderEntriesOf(Map.of("secure-boot", false, "config-integrity", true));
    assertThat(bad.problem().orElseThrow().detail())
        .contains("'APP'")
        .contains("666666")
        .contains("acme-pump v3");
    assertThat(bad.reasons().get(0))
        .satisfies(
            reason -> {
              assertThat(reason.claim()).isEqualTo("executables");
              assertThat(reason.rule()).isEqualTo("unknown-firmware");
              assertThat(reason.detail()).contains("measurements.unknown=1");
            });
  }

  @Test
  void oneUnknownComponentAmongGoodOnesIsFound() {
    assertProblem(
        appraise(
            measuring(
                Sample.measured("BL", Sample.BOOTLOADER),
                Sample.measured("APP", Sample.APPLICATION),
                Sample.measured("rootkit", ELSE))),
        Tier.CONTRAINDICATED,
        "WG-ATT-0015");
  }

  @Test
  void aComponentThatWasNotMeasuredIsMissed() {
    assertProblem(
        appraise(measuring(Sample.measured("BL", Sample.BOOTLOADER))),
        Tier.CONTRAINDICATED,
        "WG-ATT-0015");
  }

  @Test
  void nothingMeasuredAtAllIsMissed() {
    assertProblem(appraise(measuring()), Tier.CONTRAINDICATED, "WG-ATT-0015");
  }

  @Test
  void theRightMeasurementInAnotherRoleDoesNotCount() {
    assertProblem(
        appraise(
            measuring(
                Sample.measured("BL", Sample.APPLICATION),
                Sample.measured("APP", Sample.BOOTLOADER))),
        Tier.CONTRAINDICATED,
        "WG-ATT-0015");
  }

  @Test
  void theRightMeasurementOfAnotherSignerDoesNotCount() {
    for (Optional<Bytes> signer : List.of(Optional.of(ELSE), Optional.<Bytes>empty())) {
      MeasuredComponent component =
          new MeasuredComponent("APP", signer, Map.of("sha-256", Sample.APPLICATION), "1.0", false);
      assertProblem(
          appraise(measuring(Sample.measured("BL", Sample.BOOTLOADER), component)),
          Tier.CONTRAINDICATED,
          "WG-ATT-0015");
    }
  }

  @Test
  void aDigestByAnotherHashDoesNotCount() {
    MeasuredComponent component =
        new MeasuredComponent(
            "APP", Optional.of(Sample.SIGNER), Map.of("sha-384", Sample.APPLICATION), "", false);
    assertProblem(
        appraise(measuring(Sample.measured("BL", Sample.BOOTLOADER), component)),
        Tier.CONTRAINDICATED,
        "WG-ATT-0015");
  }

  @Test
  void oneWrongDigestBesideARightOneCounts() {
    ReferenceClass both =
        Sample.referenceClass(
            List.of(
                new ReferenceComponent(
                    "APP",
                    Optional.empty(),
                    Map.of(
                        "sha-256", Set.of(Sample.APPLICATION),
                        "sha-384", Set.of(Sample.BOOTLOADER)),
                    "",
                    OptionalLong.empty(),
                    Map.of(),
                    false)),
            "");
    MeasuredComponent component =
        new MeasuredComponent(
            "APP",
            Optional.empty(),
            Map.of("sha-256", Sample.APPLICATION, "sha-384", ELSE),
            "",
            false);
    assertProblem(
        appraise(measuring(component), Sample.references(both)),
        Tier.CONTRAINDICATED,
        "WG-ATT-0015");
  }

  @Test
  void anOptionalComponentMayBeAbsent() {
    ReferenceClass optional =
        Sample.referenceClass(
            List.of(
                Sample.component("BL", Sample.BOOTLOADER, false),
                Sample.component("APP", Sample.APPLICATION, true)),
            "");
    assertThat(
            appraise(
                    measuring(Sample.measured("BL", Sample.BOOTLOADER)),
                    Sample.references(optional))
                .tier())
        .isEqualTo(Tier.AFFIRMING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown",
        "assembly-and-test",
        "rot-provisioning",
        "non-rot-debug",
        "recoverable-rot-debug",
        "decommissioned",
        "SECURED",
        ""
      })
  void aDeviceThatIsNotLockedIsContraindicated(String lifecycle) {
    Appraisal bad = appraise(Sample.evidence("lifecycle", lifecycle));
    assertProblem(bad, Tier.CONTRAINDICATED, "WG-ATT-0016");
    assertThat(bad.vector()).containsEntry("runtime-opaque", 96).containsEntry("executables", 3);
    assertThat(bad.controls())
        .containsEntry("config-integrity", false)
        .doesNotContainKey("isolation");
  }

  @Test
  void withoutReferencesNothingIsAffirmed() {
    Appraisal nothing = appraise(Sample.evidence(), References.NONE);
    assertProblem(nothing, Tier.NONE, "WG-ATT-0017");
    assertThat(nothing.controls()).isEmpty();
    assertThat(nothing.vector()).doesNotContainKeys("executables", "hardware");
  }

  @Test
  void withoutReferenceComponentsNothingIsAffirmed() {
    Appraisal none =
        appraise(Sample.evidence(), Sample.references(Sample.referenceClass(List.of(), "")));
    assertProblem(none, Tier.NONE, "WG-ATT-0017");
    assertThat(none.vector()).doesNotContainKey("executables");
  }

  @Test
  void anotherImplementationThanTheEndorsedOneIsContraindicated() {
    VerifiedEvidence good = Sample.evidence();
    Appraisal bad =
        appraise(
            new VerifiedEvidence(
                "psa",
                good.attester(),
                Optional.of("impl:" + "1d".repeat(32)),
                good.components(),
                good.facts(),
                good.observed(),
                Map.of()));
    assertProblem(bad, Tier.CONTRAINDICATED, "WG-ATT-0017");
    assertThat(bad.vector()).containsEntry("hardware", 97).doesNotContainKey("executables");
    assertThat(bad.controls()).isEmpty();
  }

  @Test
  void referencesOfAnotherManufacturerDoNotCount() {
    ReferenceClass foreign =
        new ReferenceClass(
            Sample.CLASS_ID, "mallory", "m", "m", Sample.CLASS.components(), Map.of(), "", "m v1");
    assertProblem(
        appraise(Sample.evidence(), Sample.references(foreign)), Tier.NONE, "WG-ATT-0017");
  }

  @Test
  void referencesOfAnotherManufacturerThanTheInventorySaysDoNotCount() {
    VerifiedEvidence good = Sample.evidence();
    VerifiedEvidence withoutAttester =
        new VerifiedEvidence(
            "secure-element",
            Optional.empty(),
            good.classId(),
            good.components(),
            good.facts(),
            good.observed(),
            Map.of());
    References references = Sample.references(Sample.CLASS);
    assertProblem(
        AppraisalEngine.appraise(
            withoutAttester,
            references,
            BuiltInProfile.get(),
            new Circumstances(Set.of(), Optional.of("other"))),
        Tier.NONE,
        "WG-ATT-0017");
    assertThat(
            AppraisalEngine.appraise(
                    withoutAttester,
                    references,
                    BuiltInProfile.get(),
                    new Circumstances(Set.of(), Optional.of("acme")))
                .tier())
        .isEqualTo(Tier.AFFIRMING);
  }

  @Test
  void endorsedControlsNeedTheCertificateTheyWereEndorsedWith() {
    References certified =
        Sample.references(Sample.referenceClass(Sample.CLASS.components(), "0604565272829-10010"));
    assertThat(appraise(Sample.evidence(), certified).controls())
        .containsOnlyKeys("secure-boot", "config-integrity");
    assertThat(
            appraise(Sample.evidence("certification-reference", "0604565272829-10010"), certified)
                .controls())
        .containsKeys("isolation", "access-control", "secure-ota");
  }

  @Test
  void whatIsMeasuredAtRuntimeIsMoreThanAtBoot() {
    assertThat(
            appraise(
                    measuring(
                        Sample.measured("BL", Sample.BOOTLOADER),
                        Sample.measured("APP", Sample.APPLICATION, true)))
                .vector())
        .containsEntry("executables", 2);
  }

  @Test
  void evidenceCannotTellWhatOnlyTheVerifierFinds() {
    VerifiedEvidence lying =
        Sample.evidence("measurements.good", "true", "reference.found", "true", "endorsed.x", "y");
    assertThat(appraise(lying, References.NONE).tier()).isEqualTo(Tier.NONE);
    Compared compared = Compared.of(lying, References.NONE, Optional.empty());
    assertThat(compared.facts().get("measurements.good")).isEmpty();
    assertThat(compared.facts().get("endorsed.x")).isEmpty();
  }

  @Test
  void outdatedFirmwareIsCounted() {
    ReferenceClass twoVersions =
        Sample.referenceClass(
            List.of(
                Sample.component("APP", Sample.APPLICATION, OptionalLong.of(3), false),
                Sample.component("APP", ELSE, OptionalLong.of(4), false)),
            "");
    VerifiedEvidence old = measuring(Sample.measured("APP", Sample.APPLICATION));
    VerifiedEvidence now = measuring(Sample.measured("APP", ELSE));
    assertThat(
            Compared.of(old, Sample.references(twoVersions), Optional.empty())
                .comparison()
                .outdatedCount())
        .isEqualTo(1);
    assertThat(
            Compared.of(now, Sample.references(twoVersions), Optional.empty())
                .comparison()
                .outdatedCount())
        .isZero();
  }

  @Test
  void refusalsStandInTheVectorAsTheyAlwaysDid() {
    assertRefusal(AttestationErrors.BAD_SIGNATURE, 99, Tier.CONTRAINDICATED);
    assertRefusal(AttestationErrors.BAD_ALGORITHM, 99, Tier.CONTRAINDICATED);
    assertRefusal(AttestationErrors.NONCE_MISMATCH, 99, Tier.CONTRAINDICATED);
    assertRefusal(AttestationErrors.WRONG_DEVICE, 97, Tier.CONTRAINDICATED);
    assertRefusal(AttestationErrors.UNKNOWN_INSTANCE, 0, Tier.NONE);
    assertRefusal(AttestationErrors.MALFORMED, 1, Tier.NONE);
    assertRefusal(AttestationErrors.INDEFINITE_LENGTH, 1, Tier.NONE);
    assertRefusal(AttestationErrors.DUPLICATE_KEY, 1, Tier.NONE);
  }

  private static void assertRefusal(ErrorCode code, int value, Tier tier) {
    Appraisal appraisal = Refusals.appraisal("psa", new RefusedException(code, "x"));
    assertThat(appraisal.vector().getOrDefault("instance-identity", 0)).isEqualTo(value);
    assertProblem(appraisal, tier, code.code());
    assertThat(appraisal.controls()).isEmpty();
  }
}
