package org.wardgate.platform.kura.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wardgate.platform.kura.fake.FakeRegistry;

class LastingServiceTest {
  private final FakeRegistry registry = new FakeRegistry();
  private final LastingService service = new LastingService(registry);

  @Test
  void isRegisteredOnce() {
    service.offer(List.of(String.class), "a");
    service.offer(List.of(String.class), "b");
    assertThat(registry.services()).containsExactly("a");
  }

  @Test
  void isGoneForGood() {
    service.offer(List.of(String.class), "a");
    service.close();
    service.close();
    service.offer(List.of(String.class), "b");
    assertThat(registry.services()).isEmpty();
    assertThat(registry.registeredCount()).isEqualTo(1);
  }

  @Test
  void isNotRegisteredAfterItWasClosed() {
    service.close();
    service.offer(List.of(String.class), "a");
    assertThat(registry.registeredCount()).isZero();
  }

  @Test
  void isTakenAwayIfItIsClosedWhileItIsRegistered() {
    LastingService[] closing = new LastingService[1];
    closing[0] =
        new LastingService(
            (types, object, properties) -> {
              closing[0].close();
              return registry.register(types, object, properties);
            });
    closing[0].offer(List.of(String.class), "a");
    assertThat(registry.registeredCount()).isEqualTo(1);
    assertThat(registry.services()).isEmpty();
  }
}
