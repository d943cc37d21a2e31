package org.wardgate.ward.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MudUrlMemoryTest {
  private final AtomicLong nanos = new AtomicLong();
  private final MudUrlMemory memory = new MudUrlMemory(nanos::get);

  @Test
  void aClaimIsNewsOnce() {
    assertThat(hear(claim(1, "a"))).isTrue();
    assertThat(hear(claim(1, "a"))).isFalse();
    assertThat(hear(claim(2, "a"))).isTrue();
    assertThat(hear(claim(1, "b"))).isTrue();

    memory.forget(claim(1, "a"));
    memory.forget(claim(9, "a"));
    assertThat(hear(claim(1, "a"))).isTrue();
  }

  @Test
  void aSenderHasOnlySoManyUrls() {
    int heard = 0;
    for (int i = 0; i < 10; i++) {
      heard += hear(claim(1, "u" + i)) ? 1 : 0;
    }
    assertThat(heard).isEqualTo(MudUrlMemory.URLS_PER_MAC_MAX_COUNT);
  }

  @Test
  void allTogetherHaveOnlySoManyASecond() {
    int heard = 0;
    for (int i = 0; i < 10_000; i++) {
      heard += hear(claim(i, "a")) ? 1 : 0;
    }
    assertThat(heard).isEqualTo(MudUrlMemory.NEW_PER_SECOND_MAX);
    nanos.addAndGet(1_000_000_000L);
    assertThat(hear(claim(1_000_000, "a"))).isTrue();
  }

  @Test
  void onlySoManySendersAreRemembered() {
    for (int i = 0; i <= MudUrlMemory.MACS_MAX_COUNT; i++) {
      nanos.addAndGet(1_000_000_000L);
      assertThat(hear(claim(i, "a"))).isTrue();
    }
    nanos.addAndGet(1_000_000_000L);
    assertThat(hear(claim(0, "a"))).isTrue();
    assertThat(hear(claim(MudUrlMemory.MACS_MAX_COUNT, "a"))).isFalse();
  }

  private boolean hear(MudUrlClaim claim) {
    boolean admitted = memory.admits(claim);
    if (admitted) {
      memory.remember(claim);
    }
    return admitted;
  }

  private static MudUrlClaim claim(int sender, String url) {
    return new MudUrlClaim(
        String.format("02:00:00:%02x:%02x:%02x", sender >> 16, sender >> 8 & 0xff, sender & 0xff),
        "https://a.example/" + url,
        false);
  }
}
