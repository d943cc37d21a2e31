package org.wardgate.attestation.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.error.Problem;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/** Order, doubt, required claims, overdue properties, submodules: all of it fails closed. */
class AppraisalEngineTest {
  private static final String ALWAYS =
      """
      {"id":"all-well","when":{"fact":"evidence.authentic","equals":true},"because":"x",
       "set":{"instance-identity":2,"hardware":2,"executables":2}}
      """;
  private static final String GOOD = "\"instance-identity\":2,\"hardware\":2,\"executables\":2";
  private static final References REFERENCES = Sample.references(Sample.CLASS);

  private static String profile(String more, String... rules) {
    return "{\"id\":\"p\",\"version\":1," + more + "\"rules\":[" + String.join(",", rules) + "]}";
  }

  private static Appraisal appraise(String profile, VerifiedEvidence evidence) {
    return AppraisalEngine.appraise(evidence, REFERENCES, Sample.profile(profile));
  }

  private static void assertProblem(Appraisal appraisal, Tier tier, String code) {
    assertThat(appraisal.problem().map(Problem::code)).contains(code);
    assertThat(appraisal.tier()).isEqualTo(tier);
  }

  private static String rule(String id, String when, String set) {
    return "{\"id\":\"%s\",\"when\":%s,\"set\":{%s},\"because\":\"y\"}".formatted(id, when, set);
  }

  @Test
  void theFirstRuleThatHoldsWins() {
    String bad = rule("bad", "{\"fact\":\"boot-count\",\"atLeast\":5}", "\"executables\":96");
    Appraisal worse = appraise(profile("", bad, ALWAYS), Sample.evidence());
    assertProblem(worse, Tier.CONTRAINDICATED, "WG-PRF-0003");
    assertThat(worse.problem().orElseThrow().detail()).contains("p v1 rule bad").contains("7");
    assertThat(appraise(profile("", ALWAYS, bad), Sample.evidence()).tier())
        .isEqualTo(Tier.AFFIRMING);
  }

  @Test
  void leavingAFactOutDoesNotHelp() {
    String debug =
        rule("debug", "{\"fact\":\"debug\",\"equals\":\"enabled\"}", "\"executables\":96");
    Appraisal silent = appraise(profile("", debug, ALWAYS), Sample.evidence());
    assertProblem(silent, Tier.NONE, "WG-PRF-0004");
    assertThat(silent.problem().orElseThrow().detail())
        .contains("debug")
        .contains("cannot be decided");
    assertThat(appraise(profile("", debug, ALWAYS), Sample.evidence("debug", "disabled")).tier())
        .isEqualTo(Tier.AFFIRMING);
    assertProblem(
        appraise(profile("", debug, ALWAYS), Sample.evidence("debug", "enabled")),
        Tier.CONTRAINDICATED,
        "WG-PRF-0003");
  }

  @Test
  void negatingWhatIsNotToldDoesNotHelpEither() {
    String affirm =
        rule(
            "x",
            "{\"not\":{\"fact\":\"debug\",\"equals\":\"enabled\"}}",
            "\"instance-identity\":2,\"hardware\":2,\"executables\":2");
    assertProblem(appraise(profile("", affirm), Sample.evidence()), Tier.NONE, "WG-PRF-0004");
  }

  @Test
  void aFactOfAnotherKindIsUnknown() {
    for (String when :
        List.of(
            "{\"fact\":\"lifecycle\",\"atLeast\":0}",
            "{\"fact\":\"lifecycle\",\"atMost\":9}",
            "{\"fact\":\"lifecycle\",\"equals\":true}",
            "{\"not\":{\"fact\":\"boot-count\",\"equals\":\"7\"}}",
            "{\"fact\":\"boot-count\",\"in\":[\"7\",\"hex:07\",true]}")) {
      String affirm = rule("x", when, "\"instance-identity\":2,\"hardware\":2,\"executables\":2");
      assertThat(appraise(profile("", affirm), Sample.evidence()).tier())
          .as(when)
          .isEqualTo(Tier.NONE);
    }
  }

  @Test
  void nothingIsAffirmingWithoutIdentityHardwareAndExecutables() {
    assertProblem(
        appraise(
            profile(
                "",
                rule(
                    "x", "{\"fact\":\"evidence.authentic\",\"equals\":true}", "\"file-system\":2")),
            Sample.evidence()),
        Tier.NONE,
        "WG-PRF-0004");
  }

  @Test
  void everyRequiredClaimMustBeAffirmed() {
    String required = "\"claimsRequired\":[\"runtime-opaque\"],";
    assertProblem(appraise(profile(required, ALWAYS), Sample.evidence()), Tier.NONE, "WG-PRF-0004");
    String zero =
        rule("zero", "{\"fact\":\"evidence.authentic\",\"equals\":true}", "\"runtime-opaque\":1");
    assertProblem(
        appraise(profile(required, ALWAYS, zero), Sample.evidence()), Tier.NONE, "WG-PRF-0004");
    String good =
        rule("good", "{\"fact\":\"evidence.authentic\",\"equals\":true}", "\"runtime-opaque\":2");
    assertThat(appraise(profile(required, ALWAYS, good), Sample.evidence()).tier())
        .isEqualTo(Tier.AFFIRMING);
  }

  @Test
  void aWarningIsNotAffirmingWhateverTheLevel() {
    String warn =
        rule("warn", "{\"fact\":\"evidence.authentic\",\"equals\":true}", "\"configuration\":33");
    assertProblem(
        appraise(profile("\"level\":\"warning\",", ALWAYS, warn), Sample.evidence()),
        Tier.WARNING,
        "WG-PRF-0003");
  }

  @Test
  void negativeValuesHaveTheirTiers() {
    assertThat(List.of(Tiers.of(-1), Tiers.of(1), Tiers.of(0))).containsOnly(Tier.NONE);
    assertThat(List.of(Tiers.of(-2), Tiers.of(-32), Tiers.of(2), Tiers.of(31)))
        .containsOnly(Tier.AFFIRMING);
    assertThat(List.of(Tiers.of(-33), Tiers.of(-96), Tiers.of(32), Tiers.of(95)))
        .containsOnly(Tier.WARNING);
    assertThat(List.of(Tiers.of(-97), Tiers.of(-128), Tiers.of(96), Tiers.of(127)))
        .containsOnly(Tier.CONTRAINDICATED);
  }

  @Test
  void aPropertyThatIsOverdueLeavesNothingAffirmed() {
    Appraisal late =
        AppraisalEngine.appraise(
            Sample.evidence(),
            REFERENCES,
            Sample.profile(profile("", ALWAYS)),
            new Circumstances(Set.of("control-flow"), Optional.empty()));
    assertProblem(late, Tier.NONE, "WG-PRF-0005");
  }

  private static VerifiedEvidence composite(VerifiedEvidence part) {
    return Sample.evidence(
        List.of(
            Sample.measured("BL", Sample.BOOTLOADER), Sample.measured("APP", Sample.APPLICATION)),
        Map.of("radio", part));
  }

  @Test
  void theWorstSubmoduleCounts() {
    Appraisal bad =
        AppraisalEngine.appraise(
            composite(
                Sample.evidence(List.of(Sample.measured("BL", Sample.APPLICATION)), Map.of())),
            REFERENCES,
            BuiltInProfile.get());
    assertProblem(bad, Tier.CONTRAINDICATED, "WG-ATT-0015");
    assertThat(bad.problem().orElseThrow().detail()).startsWith("submodule 'radio'");
    assertThat(bad.vector()).containsEntry("executables", 96);
    assertThat(bad.controls()).containsEntry("secure-boot", false);
    assertThat(bad.submodules()).containsOnlyKeys("radio");
    assertThat(
            AppraisalEngine.appraise(composite(Sample.evidence()), REFERENCES, BuiltInProfile.get())
                .tier())
        .isEqualTo(Tier.AFFIRMING);
  }

  @Test
  void aSubmoduleOfUnknownClassIsNotAffirmed() {
    VerifiedEvidence part = Sample.evidence();
    VerifiedEvidence unknown =
        new VerifiedEvidence(
            "eat",
            Optional.empty(),
            Optional.empty(),
            part.components(),
            part.facts(),
            part.observed(),
            Map.of());
    assertProblem(
        AppraisalEngine.appraise(composite(unknown), REFERENCES, BuiltInProfile.get()),
        Tier.NONE,
        "WG-ATT-0017");
  }

  @Test
  void aRequiredSubmoduleThatIsMissingCountsAsTheProfileSays() {
    String submodule = "\"submodules\":[{\"name\":\"radio\",\"missing\":\"%s\"}],";
    assertProblem(
        appraise(profile(submodule.formatted("contraindicated"), ALWAYS), Sample.evidence()),
        Tier.CONTRAINDICATED,
        "WG-PRF-0006");
    assertProblem(
        appraise(profile(submodule.formatted("none"), ALWAYS), Sample.evidence()),
        Tier.NONE,
        "WG-PRF-0006");
  }

  @Test
  void aSubmoduleMayHaveRulesOfItsOwn() {
    String submodule =
        "\"submodules\":[{\"name\":\"radio\",\"missing\":\"none\","
            + "\"claimsRequired\":[\"sourced-data\"],\"rules\":["
            + rule("r", "{\"fact\":\"boot-count\",\"atMost\":9}", GOOD + ",\"sourced-data\":2")
            + "]}],";
    VerifiedEvidence none = Sample.evidence(List.of(), Map.of());
    assertThat(appraise(profile(submodule, ALWAYS), composite(none)).tier())
        .isEqualTo(Tier.AFFIRMING);
  }

  @Test
  void submodulesWithoutEndEnd() {
    VerifiedEvidence nested = Sample.evidence();
    for (int i = 0; i < 1_000; i++) {
      nested = composite(nested);
    }
    assertThat(AppraisalEngine.appraise(nested, REFERENCES, BuiltInProfile.get()).tier())
        .isEqualTo(Tier.NONE);
  }

  @Property(tries = 500)
  void aTierIsAffirmingExactlyIfThereIsNoProblem(
      @ForAll @IntRange(min = -128, max = 127) int identity,
      @ForAll @IntRange(min = -128, max = 127) int executables,
      @ForAll @IntRange(min = -128, max = 127) int other) {
    String set =
        "\"instance-identity\":%d,\"hardware\":2,\"executables\":%d,\"sourced-data\":%d"
            .formatted(identity, executables, other);
    Appraisal any =
        appraise(
            profile("", rule("x", "{\"fact\":\"evidence.authentic\",\"equals\":true}", set)),
            Sample.evidence());
    assertThat(any.tier() == Tier.AFFIRMING).isEqualTo(any.problem().isEmpty());
    if (any.tier() == Tier.AFFIRMING) {
      assertThat(Tiers.of(identity)).isEqualTo(Tier.AFFIRMING);
      assertThat(Tiers.of(executables)).isEqualTo(Tier.AFFIRMING);
    }
  }
}
