package org.wardgate.device.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.device.keys.TestGateway.key;
import static org.wardgate.device.keys.TestGateway.psk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.onboarding.OnboardingEvent.KeySharedByTwo;

class IntakeTest {
  private final TestGateway gateway = new TestGateway();
  private final KeyBook book = new KeyBook(new Fingerprints(key(0)));
  private final Intake intake =
      new Intake(book, new KeyReports(() -> Optional.of(gateway), System::nanoTime));

  @Test
  void keysAboveTheLimitAreReportedNotDroppedSilently() {
    List<DeliveredKey> full = new ArrayList<>();
    for (int i = 0; i < KeyBook.DEVICES_MAX_COUNT; i++) {
      full.add(psk("device-" + i, "id-" + i, key(i)));
    }
    assertThat(intake.take(full)).isEmpty();
    assertThat(intake.take(List.of(psk("late", "late", key(-1)), full.get(7))))
        .containsExactly(new DeviceId("late"));
    assertThat(book.size()).isEqualTo(KeyBook.DEVICES_MAX_COUNT);
    // a device that has a key gets another all the same
    assertThat(intake.take(List.of(psk("device-3", "id-3", key(-2))))).isEmpty();
  }

  @Test
  void whoIsBarredIsReportedOnceAndNotAsLeftOut() {
    List<DeliveredKey> shared = List.of(psk("one", "one", key(1)), psk("two", "two", key(1)));
    assertThat(intake.take(shared)).isEmpty();
    assertThat(intake.take(shared)).isEmpty();
    assertThat(gateway.events).hasSize(1).hasOnlyElementsOfType(KeySharedByTwo.class);
  }
}
