package org.wardgate.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustQuestion.Attestation;
import org.wardgate.api.trust.TrustQuestion.Behaviour;
import org.wardgate.api.trust.TrustQuestion.PeerOpinion;
import org.wardgate.api.trust.TrustQuestion.Upkeep;
import org.wardgate.api.trust.TrustQuestion.Upkeep.Certificate;
import org.wardgate.api.trust.TrustQuestion.Upkeep.Patches;
import org.wardgate.api.trust.TrustQuestion.Vulnerabilities;
import org.wardgate.api.trust.TrustVerdict;

/** What each source is worth, and what is worth nothing. */
class SourcesTest {
  private final SubjectiveTrustEvaluator evaluator = new SubjectiveTrustEvaluator();

  private TrustVerdict ask(Questions questions) {
    return evaluator.evaluate(questions.question());
  }

  private double level(Questions questions) {
    return ask(questions).actual().projectedProbability();
  }

  @Test
  void whatIsNotKnownContributesNothing() {
    TrustVerdict verdict = ask(Questions.pump());
    assertThat(verdict.contributions()).containsOnlyKeys("attestation", "behaviour");
    assertThat(verdict.actual().projectedProbability()).isCloseTo(0.795, within(1e-9));
  }

  /** The table of docs/trust-model.md for the pump with a complete token. */
  @Test
  void theTableOfVulnerabilities() {
    assertThat(level(vulnerable(0, 0, 0))).isCloseTo(0.799, within(5e-4));
    assertThat(level(vulnerable(5.0, 1, 0))).isCloseTo(0.789, within(5e-4));
    assertThat(level(vulnerable(7.5, 3, 0))).isCloseTo(0.775, within(5e-4));
    assertThat(level(vulnerable(9.8, 1, 0))).isCloseTo(0.772, within(5e-4));
    assertThat(level(vulnerable(9.8, 20, 0))).isCloseTo(0.755, within(5e-4));
    assertThat(level(vulnerable(7.5, 1, 1))).isCloseTo(0.708, within(5e-4));
    assertThat(level(vulnerable(9.8, 1, 1))).isCloseTo(0.700, within(5e-4));
  }

  /** The table of docs/trust-model.md for the pump with a complete token. */
  @Test
  void theTableOfUpkeep() {
    assertThat(level(kept(Certificate.VALID, Patches.UNKNOWN))).isCloseTo(0.797, within(5e-4));
    assertThat(level(kept(Certificate.OVERDUE, Patches.UNKNOWN))).isCloseTo(0.787, within(5e-4));
    assertThat(level(kept(Certificate.ENDED, Patches.UNKNOWN))).isCloseTo(0.755, within(5e-4));
    assertThat(level(kept(Certificate.NONE, Patches.CURRENT))).isCloseTo(0.797, within(5e-4));
    assertThat(level(kept(Certificate.NONE, Patches.BEHIND))).isCloseTo(0.783, within(5e-4));
    assertThat(level(kept(Certificate.VALID, Patches.BEHIND))).isCloseTo(0.785, within(5e-4));
  }

  @Test
  void patchesAddNothingToVulnerabilitiesOfTheSameFirmware() {
    Questions open = vulnerable(9.8, 1, 0);
    assertThat(level(open.with(new Upkeep(Certificate.NONE, Patches.BEHIND))))
        .isCloseTo(level(open), within(1e-9));
    Questions none = vulnerable(0, 0, 0);
    assertThat(level(none.with(new Upkeep(Certificate.NONE, Patches.CURRENT))))
        .isCloseTo(level(none), within(1e-9));
  }

  @Test
  void quietTimeIsWorthALittle() {
    assertThat(level(quiet(86_400))).isCloseTo(0.8003, within(5e-4));
    assertThat(level(quiet(1e9))).isCloseTo(0.8053, within(5e-4));
    assertThat(level(quiet(Double.NaN))).isCloseTo(0.795, within(1e-9));
    assertThat(level(quiet(-1))).isCloseTo(0.795, within(1e-9));
  }

  @Test
  void evidenceAgesOnlyAfterTheLongestPeriod() {
    assertThat(level(aged(3_600))).isCloseTo(0.795, within(1e-9));
    assertThat(level(aged(7_200))).isCloseTo(0.6725, within(1e-9));
    assertThat(level(aged(Double.POSITIVE_INFINITY))).isCloseTo(0.55, within(1e-9));
    assertThat(level(aged(Double.NaN))).isCloseTo(0.55, within(1e-9));
    assertThat(level(aged(-60))).isCloseTo(0.795, within(1e-9));
  }

  @Test
  void whatSpeaksAgainstADeviceDoesNotAge() {
    Map<String, Boolean> failing = Map.of("isolation", false);
    Questions fresh = Questions.pump().with(new Attestation(true, false, failing, 0));
    Questions old = Questions.pump().with(new Attestation(true, false, failing, 1e9));
    assertThat(level(old)).isEqualTo(level(fresh));
  }

  @Test
  void failedControlsLeadToThePublishedLevelAndToNoMoreCertainty() {
    Map<String, Boolean> controls = new HashMap<>(Questions.TOKEN);
    controls.put("control-flow-integrity", true);
    controls.put("isolation", false);
    TrustVerdict verdict = ask(Questions.pump().with(new Attestation(true, false, controls, 0)));
    assertThat(verdict.actual().projectedProbability()).isCloseTo(0.76, within(1e-9));
    assertThat(ControlQuantifier.quantify(controls).projectedProbability())
        .isCloseTo(0.76, within(1e-9));
    assertThat(verdict.actual().uncertainty()).isCloseTo(0.2008, within(1e-4));
  }

  @Test
  void peersWeighLittleAndLessEveryDay() {
    Opinion good = new Opinion(0.69, 0.1, 0.21, 0.5);
    assertThat(level(told(good, 0))).isCloseTo(0.799, within(5e-4));
    assertThat(level(told(Opinions.VETO, 0))).isCloseTo(0.743, within(5e-4));
    assertThat(level(told(Opinions.VETO, 86_400))).isCloseTo(0.772, within(5e-4));
    assertThat(level(told(Opinions.VETO, Double.NaN))).isCloseTo(0.795, within(5e-4));
    assertThat(level(told(Opinion.VACUOUS, 0))).isCloseTo(0.795, within(1e-9));
  }

  @Test
  void peersThatAgreeDoNotAddUp() {
    Opinion bad = new Opinion(0.1, 0.8, 0.1, 0.5);
    Questions one = told(bad, 0);
    Questions many = one.with(Collections.nCopies(16, one.peers().get(0)));
    assertThat(level(many)).isCloseTo(level(one), within(1e-9));
  }

  @Test
  void aPeersBaseRateIsNoWayAroundItsDiscount() {
    Opinion sly = new Opinion(0, 0, 1, 1);
    assertThat(level(told(sly, 0))).isCloseTo(0.795, within(1e-9));
  }

  @Test
  void peersBeyondTheLimitAreLeftOut() {
    List<PeerOpinion> peers =
        new ArrayList<>(Collections.nCopies(16, new PeerOpinion("a", Opinion.VACUOUS, 0)));
    peers.addAll(Collections.nCopies(1_000, new PeerOpinion("b", Opinions.VETO, 0)));
    assertThat(level(Questions.pump().with(peers))).isCloseTo(0.795, within(1e-9));
  }

  @Test
  void conflictIsDistanceTimesCertainty() {
    Opinion good = new Opinion(0.8, 0, 0.2, 0.5);
    Opinion bad = new Opinion(0, 0.6, 0.4, 0.5);
    assertThat(Conflict.between(good, bad)).isCloseTo(0.7 * 0.8 * 0.6, within(1e-12));
    assertThat(Conflict.between(good, good)).isZero();
    assertThat(Conflict.between(good, Opinion.VACUOUS)).isZero();
    assertThat(Conflict.between(new Opinion(1, 0, 0, 0.5), Opinions.VETO)).isEqualTo(1);
    assertThat(Conflict.among(List.of(good, Opinion.VACUOUS, bad))).isCloseTo(0.336, within(1e-12));
    assertThat(Conflict.among(List.of(good))).isZero();
  }

  private static Questions vulnerable(double cvss, int open, int exploited) {
    return Questions.pump().with(new Vulnerabilities(true, cvss, open, exploited, false));
  }

  private static Questions kept(Certificate certificate, Patches patches) {
    return Questions.pump().with(new Upkeep(certificate, patches));
  }

  private static Questions quiet(double seconds) {
    return Questions.pump().with(new Behaviour(0, 0, seconds));
  }

  private static Questions aged(double seconds) {
    return Questions.pump().with(new Attestation(true, false, Questions.TOKEN, seconds));
  }

  private static Questions told(Opinion opinion, double ageSeconds) {
    return Questions.pump().with(List.of(new PeerOpinion("ward-7", opinion, ageSeconds)));
  }
}
