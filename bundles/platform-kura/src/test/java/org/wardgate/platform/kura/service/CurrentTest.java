package org.wardgate.platform.kura.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CurrentTest {
  private final Current<Object> current = new Current<>();
  private final Object first = new Object();
  private final Object second = new Object();

  @Test
  void comesAndGoes() {
    assertThat(current.get()).isEmpty();
    current.appeared(first);
    assertThat(current.get()).containsSame(first);
    current.vanished(first);
    assertThat(current.get()).isEmpty();
    current.appeared(first);
    assertThat(current.get()).containsSame(first);
  }

  @Test
  void ofTwoTheLaterOneCounts() {
    current.appeared(first);
    current.appeared(second);
    current.vanished(first);
    assertThat(current.get()).containsSame(second);
  }

  @Test
  void oneThatNeverCameTakesNothing() {
    current.appeared(first);
    current.vanished(second);
    assertThat(current.get()).containsSame(first);
  }
}
