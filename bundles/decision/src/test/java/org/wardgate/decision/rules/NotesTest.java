package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.PUMP;
import static org.wardgate.decision.TestWard.VENTILATOR;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.PledgeReported;
import org.wardgate.api.onboarding.OnboardingEvent.VoucherAnswered;
import org.wardgate.api.onboarding.OnboardingIntent.RefuseEnrolment;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.PkiEvent.AuthorityRolled;
import org.wardgate.api.pki.PkiIntent;
import org.wardgate.api.pki.PkiIntent.IssueCertificate;
import org.wardgate.api.pki.RolloverStep;
import org.wardgate.decision.TestWard;

/** What is recorded, said and asked for besides a device's way. */
class NotesTest {
  private final Walk walk = new Walk();

  @Test
  void aPendingEnrolmentSurvivesARestart() {
    walk.identify(PUMP);
    walk.bind(PUMP);
    walk.profile(PUMP);
    walk.attest(PUMP, Tier.AFFIRMING);
    assertThat(walk.elsewhere(walk.replayed(), TestWard.requested(PUMP)))
        .anyMatch(IssueCertificate.class::isInstance);
    walk.pass(Duration.ofMinutes(6));
    assertThat(walk.elsewhere(walk.replayed(), TestWard.requested(PUMP)))
        .noneMatch(IssueCertificate.class::isInstance);
  }

  @Test
  void aFullWardSaysSoAndRefuses() {
    List<DeviceId> fleet = TestWard.fleet(3);
    Walk small = new Walk(TestWard.inventory(1, fleet), new DecisionLimits(1, 1, 0.1, 1, 2));
    fleet.forEach(small::identify);
    assertThat(small.last().kind()).isEqualTo("ward.full");
    assertThat(small.last().line()).contains(DecisionErrors.TOO_MANY_DEVICES.code());
    assertThat(small.last().durable()).isTrue();
    small.identify(fleet.get(2));
    assertThat(small.last().durable()).isFalse();
    small.submit(TestWard.requested(fleet.get(2)));
    assertThat(small.newest(RefuseEnrolment.class).orElseThrow().problem().code())
        .isEqualTo(DecisionErrors.TOO_MANY_DEVICES.code());
  }

  @Test
  void aDeviceThatWaitsForItsMudFileSaysSoAfterAWhile() {
    walk.identify(PUMP);
    walk.submit(TestWard.requested(PUMP));
    walk.tick();
    assertThat(walk.of(PUMP).standing().problem()).isEmpty();
    walk.pass(Duration.ofSeconds(11));
    walk.tick();
    assertThat(walk.of(PUMP).standing().problem().orElseThrow().code())
        .isEqualTo(DecisionErrors.PROFILE_PENDING.code());
  }

  private void answered(DeviceId device, Optional<ErrorCode> code) {
    walk.submit(
        new VoucherAnswered(
            TestWard.id("v"), device, "MASA of acme", code.map(c -> Problem.of(c, "x"))));
  }

  @Test
  void vouchersAreRecordedAndOnlyForgeriesSmell() {
    answered(PUMP, Optional.empty());
    assertThat(walk.last().kind()).isEqualTo("device.voucher");
    assertThat(walk.last().durable()).isTrue();
    answered(PUMP, Optional.empty());
    assertThat(walk.last().durable()).isFalse();
    answered(PUMP, Optional.of(OnboardingErrors.MASA_UNREACHABLE));
    assertThat(walk.last().kind()).isEqualTo("device.no-voucher");
    answered(PUMP, Optional.of(OnboardingErrors.VOUCHER_REQUEST_FORGED));
    assertThat(walk.last().kind()).isEqualTo("device.voucher-suspect");
    answered(new DeviceId("nobody"), Optional.empty());
    assertThat(walk.last().durable()).isFalse();
    walk.submit(new PledgeReported(TestWard.id("p"), VENTILATOR, "voucher", true, ""));
    assertThat(walk.last().line()).isEqualTo("voucher accepted");
  }

  @Test
  void stepsOfARolloverAreRecordedAndTheRefusalToo() {
    walk.submit(new Command.RollAuthority(TestWard.id("ra"), RolloverStep.FINISH, "ann", "yearly"));
    assertThat(walk.last().line()).contains("ann");
    assertThat(walk.newest(PkiIntent.RollAuthority.class).orElseThrow().correlationId())
        .isEqualTo(TestWard.id("ra"));
    walk.submit(new Command.RollAuthority(TestWard.id("ra"), RolloverStep.FINISH, "ann", "again"));
    assertThat(walk.last().refusal()).isPresent();
    walk.submit(
        new AuthorityRolled(
            TestWard.id("ra"),
            RolloverStep.FINISH,
            List.of("aa"),
            Optional.of(Problem.of(PkiErrors.OLD_ROOT_IN_USE, ""))));
    assertThat(walk.last().kind()).isEqualTo("authority.not-rolled");
    assertThat(walk.last().durable()).isTrue();
    assertThat(walk.state().workCount()).isZero();
  }
}
