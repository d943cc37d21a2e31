package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested.Reason;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.est.ServerKey;
import org.wardgate.crypto.x509.CertificationRequest;
import org.wardgate.crypto.x509.CertificationRequests;
import org.wardgate.onboarding.PendingEnrolments.Joined;
import org.wardgate.onboarding.PendingEnrolments.Pending;

class PendingEnrolmentsTest {
  private static final Wish KEY = wish(Reason.ENROL, 1);
  private static final Wish OTHER_KEY = wish(Reason.ENROL, 2);

  private final SetClock clock = new SetClock();
  private final AtomicLong nanos = new AtomicLong();
  private final List<Pending> overdue = new ArrayList<>();
  private final PendingEnrolments pending =
      new PendingEnrolments(clock, nanos::get, overdue::addAll);
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

  private static Wish wish(Reason reason, int key) {
    Bytes spki = Bytes.of(new byte[] {(byte) key});
    return new Wish(reason, spki, spki.sha256());
  }

  private Joined join(DeviceId device, Wish wish) {
    return join(device, wish, Optional.empty());
  }

  private Joined join(DeviceId device, Wish wish, Optional<ServerKey> key) {
    return pending
        .join(device, wish, new CorrelationId("c" + correlations++), () -> key)
        .orElseThrow();
  }

  private static ServerKey serverKey() throws CryptoException {
    return ServerKey.like(
        CertificationRequest.ofDer(CertificationRequests.create(EcKeys.generateP256(), "d")));
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
    nanos.addAndGet(time.toNanos());
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
    pass(Duration.ofNanos(PendingEnrolments.KEPT_NANOS));
    Joined other = join(TestWard.MONITOR, KEY);

    assertThat(other.fresh()).isTrue();
    assertThat(mine.decision()).isCancelled();
    assertThat(pending.size()).isEqualTo(1);
    assertThat(overdue).containsExactly(mine);
  }

  @Test
  void whatWasDecidedIsForgottenQuietly() {
    Pending mine = join(TestWard.PUMP, KEY).pending();
    pending.decide(grant(mine, Duration.ofHours(1)));
    pass(Duration.ofNanos(PendingEnrolments.KEPT_NANOS));
    join(TestWard.MONITOR, KEY);

    assertThat(pending.size()).isEqualTo(1);
    assertThat(overdue).isEmpty();
  }

  @Test
  void clockSetTo1970AndTo2100KeepsNothingLongerNorShorter() {
    for (String time : List.of("1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z")) {
      Pending mine = join(TestWard.PUMP, KEY).pending();
      clock.now = Instant.parse(time);
      assertThat(join(TestWard.PUMP, KEY).pending()).isSameAs(mine);
      nanos.addAndGet(PendingEnrolments.KEPT_NANOS);
      assertThat(join(TestWard.PUMP, KEY).fresh()).isTrue();
      pending.clear();
    }
  }

  @Test
  void theSameKeyForSomethingElseIsAnotherWish() {
    Pending first = join(TestWard.PUMP, KEY).pending();
    Joined renewal = join(TestWard.PUMP, wish(Reason.RENEW, 1));

    assertThat(renewal.fresh()).isTrue();
    assertThat(first.decision()).isCancelled();
  }

  @Test
  void aKeyMadeHereIsDestroyedOnceItIsAnswered() throws CryptoException {
    ServerKey key = serverKey();
    Wish wish = wish(Reason.SERVER_KEY, 1);
    Pending mine = join(TestWard.PUMP, wish, Optional.of(key)).pending();
    assertThat(mine.certifiedKey()).isEqualTo(key.spki());
    pending.decide(grant(mine, Duration.ofMinutes(1)));
    assertThat(key.pkcs8()).isPresent();
    pending.delivered(mine);

    assertThat(key.pkcs8()).isEmpty();
    assertThat(join(TestWard.PUMP, wish).fresh()).isTrue();
  }

  @Test
  void aKeyMadeHereIsDestroyedWhenItsRequestIsReplacedForgottenOrTheDeskCloses()
      throws CryptoException {
    Wish wish = wish(Reason.SERVER_KEY, 1);
    ServerKey replaced = serverKey();
    join(TestWard.PUMP, wish, Optional.of(replaced));
    join(TestWard.PUMP, KEY);
    assertThat(replaced.pkcs8()).isEmpty();
    ServerKey expired = serverKey();
    join(TestWard.PUMP, wish, Optional.of(expired));
    pass(Duration.ofNanos(PendingEnrolments.KEPT_NANOS));
    join(TestWard.MONITOR, KEY);
    assertThat(expired.pkcs8()).isEmpty();
    ServerKey closed = serverKey();
    join(TestWard.PUMP, wish, Optional.of(closed));
    pending.clear();
    assertThat(closed.pkcs8()).isEmpty();
  }

  @Test
  void isFullAtItsLimit() {
    for (int i = 0; i < PendingEnrolments.OVERALL_MAX_COUNT; i++) {
      assertThat(join(new DeviceId("device-" + i), KEY).fresh()).isTrue();
    }
    assertThat(pending.join(TestWard.PUMP, KEY, new CorrelationId("late"), Optional::empty))
        .isEmpty();
    // who is in stays in, with a new key too
    assertThat(join(new DeviceId("device-5"), OTHER_KEY).fresh()).isTrue();
  }
}
