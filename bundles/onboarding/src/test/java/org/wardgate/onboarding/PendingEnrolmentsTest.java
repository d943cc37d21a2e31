package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.onboarding.PendingEnrolments.Joined;
import org.wardgate.onboarding.PendingEnrolments.Pending;

class PendingEnrolmentsTest {
  private static final Bytes KEY = Bytes.of(new byte[] {1});
  private static final Bytes OTHER_KEY = Bytes.of(new byte[] {2});

  private final SetClock clock = new SetClock();
  private final PendingEnrolments pending = new PendingEnrolments(clock);
  private int correlations;

  /** A clock that a test sets. */
  private static final class SetClock extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private Joined join(DeviceId device, Bytes key) {
    return pending.join(device, key, new CorrelationId("c" + correlations++)).orElseThrow();
  }

  private OnboardingIntent grant(Pending mine, Duration valid) {
    return new OnboardingIntent.GrantEnrolment(
        mine.correlationId(), clock.now.plus(valid), mine.device(), Bytes.EMPTY);
  }

  private OnboardingIntent refuse(Pending mine) {
    return new OnboardingIntent.RefuseEnrolment(
        mine.correlationId(),
        clock.now.plusSeconds(60),
        mine.device(),
        Problem.of(OnboardingErrors.NOT_ADMISSIBLE, ""));
  }

  private void pass(Duration time) {
    clock.now = clock.now.plus(time);
  }

  @Test
  void aRepeatedRequestAsksNobodyAgain() {
    Joined first = join(TestWard.PUMP, KEY);
    Joined second = join(TestWard.PUMP, KEY);

    assertThat(first.fresh()).isTrue();
    assertThat(second.fresh()).isFalse();
    assertThat(second.pending()).isSameAs(first.pending());
  }

  @Test
  void anotherKeyTakesThePlace() {
    Pending first = join(TestWard.PUMP, KEY).pending();
    Joined second = join(TestWard.PUMP, OTHER_KEY);

    assertThat(second.fresh()).isTrue();
    assertThat(first.decision()).isCancelled();
    assertThat(pending.decide(grant(first, Duration.ofMinutes(1)))).isFalse();
    assertThat(pending.size()).isEqualTo(1);
  }

  @Test
  void aGrantWaitsForTheDeviceAndMayBeFetchedAgain() {
    Pending mine = join(TestWard.PUMP, KEY).pending();
    OnboardingIntent grant = grant(mine, Duration.ofMinutes(1));
    assertThat(pending.decide(grant)).isTrue();
    assertThat(pending.decide(grant)).isFalse();

    for (int i = 0; i < 2; i++) {
      Joined again = join(TestWard.PUMP, KEY);
      assertThat(again.fresh()).isFalse();
      assertThat(again.pending().decision()).isCompletedWithValue(grant);
      pending.delivered(again.pending());
    }
    // after its deadline the device has to ask anew
    pass(Duration.ofSeconds(61));
    assertThat(join(TestWard.PUMP, KEY).fresh()).isTrue();
  }

  @Test
  void aRefusalIsHeardOnce() {
    Pending mine = join(TestWard.PUMP, KEY).pending();
    pending.decide(refuse(mine));
    assertThat(join(TestWard.PUMP, KEY).fresh()).isFalse();
    pending.delivered(mine);

    assertThat(join(TestWard.PUMP, KEY).fresh()).isTrue();
  }

  @Test
  void aDecisionForNobodyIsDropped() {
    Pending mine = join(TestWard.PUMP, KEY).pending();
    OnboardingIntent other =
        new OnboardingIntent.GrantEnrolment(
            new CorrelationId("other"), clock.now, TestWard.PUMP, Bytes.EMPTY);
    OnboardingIntent otherDevice =
        new OnboardingIntent.GrantEnrolment(
            mine.correlationId(), clock.now, TestWard.MONITOR, Bytes.EMPTY);

    assertThat(pending.decide(other)).isFalse();
    assertThat(pending.decide(otherDevice)).isFalse();
    assertThat(mine.decision()).isNotDone();
  }

  @Test
  void nothingIsKeptForEver() {
    Pending mine = join(TestWard.PUMP, KEY).pending();
    pass(PendingEnrolments.KEPT);
    Joined other = join(TestWard.MONITOR, KEY);

    assertThat(other.fresh()).isTrue();
    assertThat(mine.decision()).isCancelled();
    assertThat(pending.size()).isEqualTo(1);
  }

  @Test
  void isFullAtItsLimit() {
    for (int i = 0; i < PendingEnrolments.OVERALL_MAX_COUNT; i++) {
      assertThat(join(new DeviceId("device-" + i), KEY).fresh()).isTrue();
    }
    assertThat(pending.join(TestWard.PUMP, KEY, new CorrelationId("late"))).isEmpty();
    // who is in stays in, with a new key too
    assertThat(join(new DeviceId("device-5"), OTHER_KEY).fresh()).isTrue();
  }
}
