package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.PUMP;
import static org.wardgate.decision.TestWard.VENTILATOR;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.identity.PeerIdentity.Kind;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested.Reason;
import org.wardgate.api.onboarding.OnboardingIntent.GrantEnrolment;
import org.wardgate.api.onboarding.OnboardingIntent.RefuseEnrolment;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.PkiIntent.IssueCertificate;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;

/** Certificates are renewed, end, and the clock may lie about it. */
class RenewalTest {
  private final Walk walk =
      new Walk(TestWard.inventory(1, TestWard.ALL), new DecisionLimits(100, 4, 0.10, 3, 2));

  private String refusal() {
    return walk.newest(RefuseEnrolment.class).orElseThrow().problem().code();
  }

  /** A ward that runs for a while, looking at the clock twice a minute. */
  private void run(Duration time) {
    for (long passed = 0; passed < time.toSeconds(); passed += 1_800) {
      walk.pass(Duration.ofMinutes(30));
      walk.tick();
      TestWard.ALL.stream()
          .filter(d -> walk.state().deviceCase(d).isPresent())
          .filter(d -> walk.stateOf(d) == DeviceState.ADMITTED)
          .forEach(d -> walk.reattest(d, Tier.AFFIRMING));
    }
  }

  @Test
  void anAdmittedDeviceRenewsWithFreshEvidence() {
    walk.admit(PUMP);
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.reattest(PUMP, Tier.AFFIRMING); // a challenge in between does not take it away
    walk.submit(TestWard.renewing(PUMP));
    walk.issue(PUMP);
    assertThat(walk.last().kind()).isEqualTo("device.renewed");
    assertThat(walk.newest(GrantEnrolment.class).orElseThrow().correlationId())
        .isEqualTo(TestWard.id("sren-pump-1"));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void evidenceServesOnce() {
    walk.admit(PUMP);
    walk.submit(TestWard.renewing(PUMP));
    assertThat(walk.all(IssueCertificate.class)).hasSize(1);
    assertThat(walk.all(RefuseEnrolment.class)).isEmpty(); // it waits for new evidence
  }

  @Test
  void aRestrictedOrReleasedDeviceRenewsNothing() {
    walk.admit(VENTILATOR);
    walk.submit(new Command.Quarantine(TestWard.id("q"), VENTILATOR, "ann", "odd"));
    walk.submit(TestWard.renewing(VENTILATOR));
    assertThat(refusal()).isEqualTo(DecisionErrors.OPERATOR.code());
    walk.submit(new Command.Release(TestWard.id("l"), VENTILATOR, "ann", "fine"));
    walk.submit(TestWard.renewing(VENTILATOR));
    assertThat(refusal()).isEqualTo(OnboardingErrors.NOT_ADMISSIBLE.code());
  }

  @Test
  void evidenceThatIsNotAffirmingCertifiesNothingAlsoWhenAdmitted() {
    walk.admit(PUMP);
    walk.attest(PUMP, Tier.NONE);
    walk.submit(TestWard.renewing(PUMP));
    assertThat(walk.all(IssueCertificate.class)).hasSize(1);
  }

  @Test
  void aServerMadeKeyNeedsTheClassAndEvidenceForTheSessionsCertificate() {
    walk.admit(PUMP);
    Bytes made = Bytes.ofHex("aa");
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.submit(
        new EnrolmentRequested(
            TestWard.id("skg"), PUMP, made, TestWard.key(PUMP).sha256(), Reason.SERVER_KEY));
    assertThat(refusal()).isEqualTo(OnboardingErrors.SERVER_KEYS_BARRED.code());
    Walk allowed = new Walk(TestWard.allowingServerKeys());
    allowed.admit(PUMP);
    allowed.attest(PUMP, Tier.AFFIRMING);
    allowed.submit(
        new EnrolmentRequested(
            TestWard.id("skg"), PUMP, made, TestWard.key(PUMP).sha256(), Reason.SERVER_KEY));
    assertThat(allowed.newest(IssueCertificate.class).orElseThrow().publicKeySpki())
        .isEqualTo(made);
  }

  @Test
  void evidenceForTheNewKeyDoesNotServeAServerMadeOne() {
    Walk allowed = new Walk(TestWard.allowingServerKeys());
    allowed.admit(PUMP);
    allowed.attest(PUMP, Tier.AFFIRMING);
    allowed.submit(
        new EnrolmentRequested(
            TestWard.id("skg"), PUMP, TestWard.key(PUMP), Bytes.ofHex("bb"), Reason.SERVER_KEY));
    assertThat(allowed.newest(RefuseEnrolment.class).orElseThrow().problem().code())
        .isEqualTo(AttestationErrors.KEY_MISMATCH.code());
  }

  @Test
  void aCertificateForTheKeyBeforeIsNobodys() {
    walk.admit(PUMP);
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.submit(TestWard.renewing(PUMP));
    walk.submit(
        new EnrolmentRequested(
            TestWard.id("other"), PUMP, Bytes.ofHex("cc"), Bytes.ofHex("cc"), Reason.RENEW));
    int granted = walk.all(GrantEnrolment.class).size();
    walk.issue(PUMP);
    assertThat(walk.all(GrantEnrolment.class)).hasSize(granted);
  }

  @Test
  void aDeviceThatDoesNotRenewIsCutAfterTheGraceAndBeginsAgainWithItsIdevid() {
    walk.admit(PUMP);
    walk.admit(VENTILATOR);
    run(Duration.ofHours(24));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    run(Duration.ofHours(3));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.stateOf(VENTILATOR)).isEqualTo(DeviceState.RESTRICTED);
    assertThat(walk.of(VENTILATOR).policy().target())
        .isEqualTo(walk.of(VENTILATOR).policy().floor());
    assertThat(walk.of(PUMP).standing().problem().orElseThrow().code())
        .isEqualTo(DecisionErrors.NOT_RENEWED.code());
    walk.submit(TestWard.identifiedAs(Kind.LDEVID, PUMP));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    walk.identify(PUMP);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.IDENTIFIED);
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.submit(TestWard.requested(PUMP));
    walk.issue(PUMP);
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void aClockSetTo2100CutsNobodyAndCertifiesNobody() {
    clockLies(Instant.parse("2100-01-01T00:00:00Z"));
  }

  @Test
  void aClockSetTo1970CutsNobodyAndCertifiesNobody() {
    clockLies(Instant.parse("1970-01-01T00:00:00Z"));
  }

  private void clockLies(Instant shown) {
    walk.admit(PUMP);
    walk.admit(VENTILATOR);
    walk.tick();
    walk.setClock(shown);
    walk.reattest(PUMP, Tier.AFFIRMING); // before the next look at the clock
    walk.tick();
    assertThat(walk.last().kind()).isEqualTo("ward.clock-wrong");
    run(Duration.ofHours(20));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.stateOf(VENTILATOR)).isEqualTo(DeviceState.ADMITTED);
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.submit(TestWard.renewing(PUMP));
    assertThat(refusal()).isEqualTo(PkiErrors.BAD_CLOCK.code());
    walk.setClock(TestWard.START.plus(Duration.ofHours(20)));
    walk.tick();
    assertThat(walk.last().kind()).isEqualTo("ward.clock-right");
    walk.submit(TestWard.renewing(PUMP));
    assertThat(walk.all(IssueCertificate.class)).hasSize(3);
  }

  @Test
  void aClockThatWasSetByDaysIsBelievedWhenItStaysAndTheWardGetsTimeToRenew() {
    walk.admit(PUMP);
    walk.tick();
    walk.setClock(TestWard.START.plus(Duration.ofDays(3)));
    walk.tick();
    walk.pass(Duration.ofMinutes(11));
    walk.tick();
    assertThat(walk.state().clock().right()).isTrue();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    walk.pass(Duration.ofMinutes(50));
    walk.tick();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    walk.pass(Duration.ofMinutes(20));
    walk.tick();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
  }
}
