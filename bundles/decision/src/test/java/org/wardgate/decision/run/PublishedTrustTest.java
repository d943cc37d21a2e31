package org.wardgate.decision.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.PUMP;
import static org.wardgate.decision.TestWard.VENTILATOR;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.inventory.Risk;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.api.view.Measure;
import org.wardgate.api.view.TrustView;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.TrustWard;
import org.wardgate.decision.rules.TrustWalk;
import org.wardgate.decision.state.Step;

/** What people and others see of trust. */
class PublishedTrustTest {
  private final TrustWalk walk = new TrustWalk();

  private PublishedWard published() {
    PublishedWard ward =
        new PublishedWard(Clock.fixed(TestWard.START.plus(walk.passed()), ZoneOffset.UTC));
    long sequence = 0;
    for (Step step : walk.recorded()) {
      if (step.durable()) {
        for (StepRecords.Part part : StepRecords.of(step, d -> "")) {
          ward.publish(part, ++sequence);
        }
      } else {
        ward.publish(step);
      }
    }
    return ward;
  }

  private TrustView pump() {
    return published().trust(PUMP).orElseThrow();
  }

  @Test
  void anAdmittedDeviceIsAdmittedAndNothingElse() {
    walk.admit(PUMP);
    assertThat(pump().measures()).containsExactly(Measure.ADMIT);
    assertThat(pump().challenges().periodSeconds()).isEqualTo(10);
    assertThat(pump().conformitySeconds()).isEqualTo(300);
  }

  @Test
  void evidenceThatSaysNothingNewIsSeenAlthoughItIsNotJournaled() {
    walk.admit(PUMP);
    walk.goOn(PUMP, TrustWard.observed("m", "b"));
    walk.pass(Duration.ofSeconds(40));
    walk.goOn(PUMP, TrustWard.observed("m", "b"));
    assertThat(walk.last().durable()).isFalse();
    assertThat(pump().attestation().orElseThrow().at()).isEqualTo(TestWard.START.plusSeconds(40));
    assertThat(published().device(PUMP).orElseThrow().attestedAt())
        .contains(TestWard.START.plusSeconds(40));
    assertThat(pump().attestation().orElseThrow().basis().policy()).isEqualTo("pump v3");
    assertThat(pump().attestation().orElseThrow().version()).isEqualTo("1.0");
  }

  @Test
  void aSilentDeviceIsRestrictedAndStale() {
    walk.admit(PUMP);
    walk.silent(PUMP);
    assertThat(pump().measures()).containsExactlyInAnyOrder(Measure.RESTRICT, Measure.BLOCK_UPDATE);
    assertThat(pump().challenges().stale()).isTrue();
    assertThat(pump().challenges().missedCount()).isEqualTo(3);
  }

  @Test
  void aTamperedDeviceIsQuarantinedAndItsHistorySaysWhy() {
    walk.admit(VENTILATOR);
    walk.submit(TrustWard.tampered(VENTILATOR));
    TrustView view = published().trust(VENTILATOR).orElseThrow();
    assertThat(view.measures())
        .containsExactlyInAnyOrder(Measure.RESTRICT, Measure.QUARANTINE, Measure.BLOCK_UPDATE);
    assertThat(view.attestation().orElseThrow().basis().caseId()).isEqualTo("case-9");
    assertThat(view.verdict().veto()).isEqualTo("attestation");
    var history = published().device(VENTILATOR).orElseThrow().history();
    assertThat(history.get(history.size() - 1).line())
        .contains("executables=96 by rule R7 of pump v3, references acme/pump v4");
  }

  @Test
  void oldFirmwareMustBeUpdatedAndIsGivenNoneWhileItIsNotTrustedForIt() {
    walk.admit(PUMP);
    walk.goOn(PUMP, TrustWard.observed("m", "b", true, OptionalInt.empty()));
    assertThat(pump().measures())
        .containsExactlyInAnyOrder(Measure.ADMIT, Measure.REQUIRE_UPDATE, Measure.BLOCK_UPDATE);
  }

  @Test
  void doubtIsWatched() {
    walk.admit(PUMP);
    walk.submit(TestWard.denied(PUMP, 2, 2));
    assertThat(pump().measures()).contains(Measure.ADMIT, Measure.OBSERVE);
    assertThat(pump().challenges().periodSeconds()).isEqualTo(5);
    assertThat(published().alarms()).anyMatch(line -> line.contains("WG-TRU-0005"));
  }

  @Test
  void aFunctionThatIsWithheldIsAPartThatIsMissing() {
    walk.admit(PUMP);
    walk.submit(TrustWard.assessed(8, 0, TestWard.START));
    assertThat(pump().measures()).contains(Measure.ADMIT, Measure.RESTRICT, Measure.REQUIRE_UPDATE);
    assertThat(pump().functions()).containsEntry("remote-dosing", false);
    assertThat(pump().vulnerabilities()).containsExactly("CVE-2026-1, fixed in 1.1");
  }

  @Test
  void aChangeThatIsHeldIsSeenAndAnAlarm() {
    TestWard.ALL.forEach(walk::admit);
    walk.submit(TrustWard.assessed(9, 1, TestWard.START));
    PublishedWard ward = published();
    assertThat(ward.changes()).hasSize(1);
    assertThat(ward.changes().get(0).worsened()).hasSize(3);
    assertThat(ward.alarms()).anyMatch(line -> line.contains("WG-DEC-0024"));
    Change change = ward.changes().get(0).change();
    assertThat(ward.outcome(change).state()).isEqualTo("HELD");
  }

  @Test
  void whatIfIsAskedAboutTheQuestionOfNow() {
    walk.admit(PUMP);
    walk.pass(Duration.ofMinutes(10));
    TrustQuestion question = published().question(PUMP).orElseThrow();
    assertThat(question.behaviour().quietSeconds()).isEqualTo(600);
    assertThat(question.attestation().affirmed()).isTrue();
    assertThat(published().question(VENTILATOR)).isEmpty();
    assertThat(RiskQuestion.of(new Risk(3, 2), TrustQuestion.Vulnerabilities.UNKNOWN).requirement())
        .satisfies(r -> assertThat(r.requiredTrust()).isZero())
        .satisfies(r -> assertThat(r.risk()).contains(new Risk(3, 2)));
  }

  @Test
  void aRetiredDeviceIsNothingElse() {
    walk.admit(PUMP);
    walk.retire(PUMP);
    assertThat(pump().measures()).containsExactlyInAnyOrder(Measure.RETIRE, Measure.BLOCK_UPDATE);
    assertThat(pump().challenges().periodSeconds()).isZero();
  }
}
