package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;

class KeyOwnersTest {
  private static final Bytes KEY = Bytes.ofHex("01");

  private final AtomicLong nanos = new AtomicLong();
  private final KeyOwners owners = new KeyOwners(nanos::get);

  @Test
  void aKeyBelongsToOneDevice() {
    assertThat(owners.claim(KEY, TestWard.PUMP)).isTrue();
    assertThat(owners.claim(KEY, TestWard.PUMP)).isTrue();
    assertThat(owners.claim(KEY, TestWard.MONITOR)).isFalse();
    assertThat(owners.claim(Bytes.ofHex("02"), TestWard.MONITOR)).isTrue();
  }

  @Test
  void forADayAndNotLonger() {
    owners.claim(KEY, TestWard.PUMP);
    nanos.addAndGet(KeyOwners.REMEMBERED_NANOS - 1);
    assertThat(owners.claim(KEY, TestWard.MONITOR)).isFalse();
    nanos.addAndGet(1);

    assertThat(owners.claim(KEY, TestWard.MONITOR)).isTrue();
    assertThat(owners.claim(KEY, TestWard.PUMP)).isFalse();
  }

  @Test
  void remembersSoManyAndNoMore() {
    owners.claim(KEY, TestWard.PUMP);
    for (int i = 0; i < KeyOwners.KEYS_MAX_COUNT; i++) {
      owners.claim(Bytes.of(new byte[] {(byte) i, (byte) (i >> 8), 1}), TestWard.PUMP);
    }

    assertThat(owners.claim(KEY, TestWard.MONITOR)).isTrue();
  }
}
