package org.wardgate.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private static final long SECOND = 1_000_000_000;

  private final AtomicLong now = new AtomicLong(-5);
  private final RateLimit limit = new RateLimit(now::get);

  private long served(String address, int asked) {
    return IntStream.range(0, asked).filter(i -> limit.permits(address)).count();
  }

  @Test
  void anAddressMayAskSoOften() {
    assertThat(served("a", 1_000)).isEqualTo(2L * RateLimit.ADDRESS_PER_SECOND_MAX);
    now.addAndGet(SECOND);
    assertThat(served("a", 1_000)).isEqualTo(RateLimit.ADDRESS_PER_SECOND_MAX);
  }

  @Test
  void oneAddressDoesNotUseUpWhatAnotherHas() {
    served("a", 100_000);
    assertThat(served("b", 10)).isEqualTo(10);
  }

  @Test
  void manyAddressesTogetherMayAskSoOften() {
    long served = IntStream.range(0, 5_000).filter(i -> limit.permits("peer" + i)).count();
    assertThat(served).isEqualTo(2L * RateLimit.ALL_PER_SECOND_MAX);
  }

  @Test
  void aLongPauseEarnsNoMoreThanTheBurst() {
    served("a", 1_000);
    now.addAndGet(SECOND * 3_600);
    assertThat(served("a", 1_000)).isEqualTo(2L * RateLimit.ADDRESS_PER_SECOND_MAX);
  }
}
