package org.wardgate.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.wardgate.api.inventory.Risk;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustQuestion.Attestation;
import org.wardgate.api.trust.TrustQuestion.Behaviour;
import org.wardgate.api.trust.TrustQuestion.Certification;
import org.wardgate.api.trust.TrustQuestion.PeerOpinion;
import org.wardgate.api.trust.TrustQuestion.Requirement;
import org.wardgate.api.trust.TrustQuestion.Upkeep;
import org.wardgate.api.trust.TrustQuestion.Vulnerabilities;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.trust.TrustVerdict.ForAction;
import org.wardgate.api.trust.TrustVerdict.Outcome;

/** What holds for every question, sensible or not. */
class VerdictPropertiesTest {
  private static final double ROUNDING = 1e-9;

  private final SubjectiveTrustEvaluator evaluator = new SubjectiveTrustEvaluator();

  private TrustVerdict ask(Questions questions) {
    return evaluator.evaluate(questions.question());
  }

  private double level(Questions questions) {
    return ask(questions).actual().projectedProbability();
  }

  @Property(tries = 1_000)
  void everyVerdictIsANumberAndSumsToOne(@ForAll("questions") Questions questions) {
    TrustVerdict verdict = ask(questions);
    Opinion actual = verdict.actual();
    assertThat(actual.belief() + actual.disbelief() + actual.uncertainty())
        .isCloseTo(1, within(ROUNDING));
    assertThat(actual.projectedProbability()).isBetween(0.0, 1.0);
    assertThat(verdict.conflict()).isBetween(0.0, 1.0);
    verdict
        .contributions()
        .values()
        .forEach(opinion -> assertThat(opinion.projectedProbability()).isBetween(0.0, 1.0));
  }

  @Property(tries = 1_000)
  void theContributionsFusedAreTheLevelBeforeItsCap(@ForAll("questions") Questions questions) {
    TrustVerdict verdict = ask(questions.capped(1));
    Opinion fused = FusionOperator.CUMULATIVE.fuse(List.copyOf(verdict.contributions().values()));
    assertThat(verdict.actual().projectedProbability())
        .isCloseTo(fused.projectedProbability(), within(ROUNDING));
  }

  @Property(tries = 1_000)
  void trustedMeansMoreThanRequired(@ForAll("questions") Questions questions) {
    TrustVerdict verdict = ask(questions);
    if (verdict.outcome() == Outcome.TRUSTED) {
      assertThat(verdict.actual().projectedProbability()).isGreaterThan(verdict.required());
      assertThat(verdict.actual().uncertainty())
          .isLessThanOrEqualTo(questions.requirement().uncertaintyMax());
    }
  }

  @Property(tries = 1_000)
  void theCapHolds(
      @ForAll("questions") Questions questions, @ForAll @DoubleRange(max = 1) double trustMax) {
    assertThat(level(questions.capped(trustMax))).isLessThanOrEqualTo(trustMax + ROUNDING);
  }

  @Property(tries = 1_000)
  void aLowerCapNeverLeadsToTrust(
      @ForAll("questions") Questions questions,
      @ForAll @DoubleRange(max = 1) double one,
      @ForAll @DoubleRange(max = 1) double other) {
    if (ask(questions.capped(Math.max(one, other))).outcome() != Outcome.TRUSTED) {
      assertThat(ask(questions.capped(Math.min(one, other))).outcome())
          .isNotEqualTo(Outcome.TRUSTED);
    }
  }

  @Property(tries = 1_000)
  void contraindicatedIsNeverTrustedForAnything(@ForAll("questions") Questions questions) {
    Attestation a = questions.attestation();
    TrustVerdict verdict =
        ask(questions.with(new Attestation(a.affirmed(), true, a.controls(), a.ageSeconds())));
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_TRUSTED);
    assertThat(verdict.actions().values())
        .extracting(ForAction::outcome)
        .containsOnly(Outcome.NOT_TRUSTED);
  }

  @Property(tries = 1_000)
  void staleIsNeverTrustedForAnything(@ForAll("questions") Questions questions) {
    Attestation a = questions.attestation();
    Requirement r = questions.requirement();
    TrustVerdict verdict =
        ask(
            questions
                .with(new Attestation(false, a.contraindicated(), a.controls(), a.ageSeconds()))
                .with(
                    new Requirement(
                        r.requiredTrust(), r.uncertaintyMax(), r.risk(), true, r.trustMax())));
    assertThat(verdict.actions().values())
        .extracting(ForAction::outcome)
        .doesNotContain(Outcome.TRUSTED);
  }

  @Property(tries = 1_000)
  void moreViolationsNeverRaiseTheLevelNorLeadToTrust(
      @ForAll("questions") Questions questions,
      @ForAll @DoubleRange(max = 1e6) double packets,
      @ForAll @IntRange(max = 1_000) int destinations) {
    Behaviour before = questions.behaviour();
    Questions worse =
        questions.with(
            new Behaviour(
                before.violationsCount() + packets,
                before.destinationsCount() + destinations,
                before.quietSeconds()));
    isNoBetter(worse, questions);
  }

  @Property(tries = 1_000)
  void aControlThatFailsNeverRaisesTheLevelNorLeadsToTrust(
      @ForAll("questions") Questions questions, @ForAll @IntRange(max = 5) int which) {
    Map<String, Boolean> controls = new HashMap<>(questions.attestation().controls());
    controls.put(
        List.copyOf(new java.util.TreeSet<>(ControlQuantifier.WEIGHTS.keySet())).get(which), false);
    Attestation a = questions.attestation();
    isNoBetter(
        questions.with(
            new Attestation(a.affirmed(), a.contraindicated(), controls, a.ageSeconds())),
        questions);
  }

  @Property(tries = 1_000)
  void olderEvidenceNeverRaisesTheLevel(
      @ForAll("questions") Questions questions, @ForAll @DoubleRange(max = 1e6) double older) {
    Attestation a = questions.attestation();
    isNoBetter(
        questions.with(
            new Attestation(
                a.affirmed(), a.contraindicated(), a.controls(), a.ageSeconds() + older)),
        questions);
  }

  @Property(tries = 1_000)
  void aHigherCvssNeverRaisesTheLevelNorLeadsToTrust(
      @ForAll("questions") Questions questions,
      @ForAll @DoubleRange(max = 10) double more,
      @ForAll @IntRange(max = 100) int open,
      @ForAll @IntRange(max = 3) int exploited) {
    Vulnerabilities v = questions.vulnerabilities();
    Vulnerabilities worse =
        new Vulnerabilities(
            v.known(),
            v.cvssMax() + more,
            v.openCount() + open,
            v.exploitedCount() + exploited,
            v.fixAvailable());
    isNoBetter(questions.with(worse), questions);
  }

  @Property(tries = 500)
  void worseUpkeepNeverRaisesTheLevel(@ForAll("questions") Questions questions) {
    double ended = level(kept(questions, Upkeep.Certificate.ENDED, Upkeep.Patches.BEHIND));
    double overdue = level(kept(questions, Upkeep.Certificate.OVERDUE, Upkeep.Patches.BEHIND));
    double unknown = level(kept(questions, Upkeep.Certificate.NONE, Upkeep.Patches.UNKNOWN));
    double best = level(kept(questions, Upkeep.Certificate.VALID, Upkeep.Patches.CURRENT));
    assertThat(ended).isLessThanOrEqualTo(overdue + ROUNDING);
    assertThat(overdue).isLessThanOrEqualTo(unknown + ROUNDING);
    assertThat(unknown).isLessThanOrEqualTo(best + ROUNDING);
  }

  @Property(tries = 500)
  void whoeverIsTrustedToActIsTrustedToBeAdmitted(@ForAll("questions") Questions questions) {
    Map<?, ForAction> actions = ask(questions).actions();
    if (outcome(actions, org.wardgate.api.inventory.TrustAction.ACTUATE) == Outcome.TRUSTED) {
      assertThat(outcome(actions, org.wardgate.api.inventory.TrustAction.ADMIT))
          .isEqualTo(Outcome.TRUSTED);
    }
  }

  private static Outcome outcome(Map<?, ForAction> actions, Object action) {
    return java.util.Objects.requireNonNull(actions.get(action)).outcome();
  }

  /** Neither a higher level, nor trust where there was none. */
  private void isNoBetter(Questions worse, Questions questions) {
    assertThat(level(worse)).isLessThanOrEqualTo(level(questions) + ROUNDING);
    if (ask(questions).outcome() != Outcome.TRUSTED) {
      assertThat(ask(worse).outcome()).isNotEqualTo(Outcome.TRUSTED);
    }
  }

  private static Questions kept(
      Questions questions, Upkeep.Certificate certificate, Upkeep.Patches patches) {
    return questions.with(new Upkeep(certificate, patches));
  }

  @Provide
  Arbitrary<Questions> questions() {
    Arbitrary<Double> any =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(0, 20),
            Arbitraries.doubles().between(0, 1e7),
            Arbitraries.of(
                0.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE, 1e-300));
    Arbitrary<Integer> count =
        Arbitraries.oneOf(Arbitraries.integers().between(-1, 5), Arbitraries.just(1_000_000));
    return Combinators.combine(
            attestations(any), behaviours(any, count), flaws(any, count), rest(any))
        .as((a, b, v, q) -> q.with(a).with(b).with(v));
  }

  private static Arbitrary<Attestation> attestations(Arbitrary<Double> any) {
    Arbitrary<Map<String, Boolean>> controls =
        Arbitraries.maps(
            Arbitraries.of(ControlQuantifier.WEIGHTS.keySet()), Arbitraries.of(true, true, false));
    return Combinators.combine(
            Arbitraries.of(true, true, true, false),
            Arbitraries.of(false, false, false, true),
            controls,
            any)
        .as(Attestation::new);
  }

  private static Arbitrary<Behaviour> behaviours(Arbitrary<Double> any, Arbitrary<Integer> count) {
    return Combinators.combine(any, count, any).as(Behaviour::new);
  }

  private static Arbitrary<Vulnerabilities> flaws(Arbitrary<Double> any, Arbitrary<Integer> count) {
    return Combinators.combine(
            Arbitraries.of(true, false), any, count, count, Arbitraries.of(true, false))
        .as(Vulnerabilities::new);
  }

  private static Arbitrary<Questions> rest(Arbitrary<Double> any) {
    Arbitrary<PeerOpinion> peers =
        Combinators.combine(Arbitraries.doubles().between(0, 1), any, any)
            .as(
                (b, a, age) ->
                    new PeerOpinion(
                        "ward-7", Opinions.normalised(b, 1 - b, a > 1 ? a / 1e7 : 0, 1), age));
    Arbitrary<Requirement> requirements =
        Combinators.combine(
                Arbitraries.doubles().between(0, 1),
                Arbitraries.doubles().between(0, 1),
                risks(),
                Arbitraries.of(true, false))
            .as((level, u, risk, attests) -> new Requirement(level, u, risk, attests, 1));
    return Combinators.combine(
            Arbitraries.of(Upkeep.Certificate.values()),
            Arbitraries.of(Upkeep.Patches.values()),
            Arbitraries.of(Certification.values()),
            peers.list().ofMaxSize(4),
            requirements,
            Arbitraries.of(Outcome.values()).optional())
        .as(
            (certificate, patches, certification, told, requirement, before) -> {
              Questions q =
                  Questions.pump()
                      .with(new Upkeep(certificate, patches))
                      .with(certification)
                      .with(told)
                      .with(requirement);
              return before.isPresent() ? q.after(before.get()) : q;
            });
  }

  private static Arbitrary<Optional<Risk>> risks() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 5), Arbitraries.integers().between(1, 5))
        .as(Risk::new)
        .optional();
  }
}
