package org.wardgate.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.error.RefusedException;

class OpenChallengesTest {
  private static final DeviceId PUMP = new DeviceId("pump-1");
  private static final DeviceId MONITOR = new DeviceId("monitor-1");
  private static final Bytes KEY = Bytes.ofHex("aa".repeat(32));

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final OpenChallenges challenges =
      new OpenChallenges(new SecureRandom(), () -> Duration.ofSeconds(150), now::get);

  private static CorrelationId id(String value) {
    return new CorrelationId(value);
  }

  @Test
  void aChallengeIsBoundToDevicePurposeAndKey() throws RefusedException {
    OpenChallenge given = challenges.enrolment(id("a"), PUMP, KEY);
    OpenChallenge taken = challenges.takeEnrolment(PUMP);
    assertThat(taken).isEqualTo(given);
    assertThat(taken.nonce().length()).isEqualTo(32);
    assertThat(taken.keyThumbprint()).contains(KEY);
    assertThat(taken.purpose()).isEqualTo(Purpose.ENROLMENT);
  }

  @Test
  void aChallengeIsGoodOnce() throws RefusedException {
    challenges.enrolment(id("a"), PUMP, KEY);
    challenges.takeEnrolment(PUMP);
    assertThatThrownBy(() -> challenges.takeEnrolment(PUMP)).hasMessageContaining("WG-ATT-0008");
  }

  @Test
  void anotherDeviceCannotTakeIt() throws RefusedException {
    challenges.enrolment(id("a"), PUMP, KEY);
    assertThatThrownBy(() -> challenges.takeEnrolment(MONITOR)).hasMessageContaining("WG-ATT-0008");
    assertThat(challenges.takeEnrolment(PUMP).device()).isEqualTo(PUMP);
  }

  @Test
  void aRuntimeChallengeIsNoEnrolmentChallenge() throws RefusedException {
    OpenChallenge runtime = challenges.runtime(id("a"), PUMP);
    assertThatThrownBy(() -> challenges.takeEnrolment(PUMP)).hasMessageContaining("WG-ATT-0008");
    assertThat(challenges.takeRuntime(runtime).purpose()).isEqualTo(Purpose.RUNTIME);
    challenges.enrolment(id("b"), PUMP, KEY);
    assertThatThrownBy(() -> challenges.takeRuntime(runtime)).hasMessageContaining("WG-ATT-0008");
  }

  @Test
  void theNewestReplacesTheEarlierOne() throws RefusedException {
    OpenChallenge first = challenges.enrolment(id("a"), PUMP, KEY);
    OpenChallenge second = challenges.enrolment(id("b"), PUMP, Bytes.ofHex("bb".repeat(32)));
    assertThat(challenges.size()).isEqualTo(1);
    OpenChallenge taken = challenges.takeEnrolment(PUMP);
    assertThat(taken).isEqualTo(second);
    assertThat(taken.nonce()).isNotEqualTo(first.nonce());
  }

  @Test
  void aChallengeExpiresOnTheMonotonicClock() throws RefusedException {
    challenges.enrolment(id("a"), PUMP, KEY);
    now.addAndGet(Duration.ofSeconds(150).toNanos() - 1);
    assertThat(challenges.size()).isEqualTo(1);
    now.incrementAndGet();
    assertThatThrownBy(() -> challenges.takeEnrolment(PUMP)).hasMessageContaining("WG-ATT-0009");
    assertThatThrownBy(() -> challenges.takeEnrolment(PUMP)).hasMessageContaining("WG-ATT-0008");
  }

  @Test
  void thereIsALimitAndExpiryMakesRoom() throws RefusedException {
    for (int i = 0; i < OpenChallenges.OPEN_MAX_COUNT; i++) {
      challenges.runtime(id("i" + i), PUMP);
    }
    assertThatThrownBy(() -> challenges.enrolment(id("a"), MONITOR, KEY))
        .hasMessageContaining("WG-ATT-0019");
    now.addAndGet(Duration.ofSeconds(150).toNanos());
    assertThat(challenges.enrolment(id("a"), MONITOR, KEY).device()).isEqualTo(MONITOR);
    assertThat(challenges.size()).isEqualTo(1);
  }

  @Test
  void aForgottenChallengeIsGone() throws RefusedException {
    OpenChallenge runtime = challenges.runtime(id("a"), PUMP);
    challenges.forget(runtime);
    challenges.forget(runtime);
    assertThatThrownBy(() -> challenges.takeRuntime(runtime)).hasMessageContaining("WG-ATT-0008");
  }

  @Test
  void noncesDoNotRepeat() throws RefusedException {
    Set<Bytes> nonces = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      nonces.add(challenges.enrolment(id("a"), PUMP, KEY).nonce());
    }
    assertThat(nonces).hasSize(1_000);
  }
}
