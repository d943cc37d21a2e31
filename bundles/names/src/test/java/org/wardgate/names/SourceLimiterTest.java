package org.wardgate.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SourceLimiterTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final SourceLimiter limiter = new SourceLimiter(nanos::get);

  @Test
  void allowsABurstThenARate() throws IOException {
    InetAddress source = InetAddress.getByName("10.77.0.11");

    assertThat(allowed(source, 1_000)).isEqualTo(SourceLimiter.BURST_MAX_COUNT);
    nanos.addAndGet(1_000_000_000L);
    assertThat(allowed(source, 1_000)).isEqualTo(SourceLimiter.PER_SECOND_MAX);
    assertThat(allowed(InetAddress.getByName("10.77.0.12"), 1)).isEqualTo(1);
  }

  private int allowed(InetAddress source, int tries) {
    int count = 0;
    for (int i = 0; i < tries; i++) {
      count += limiter.allows(source) ? 1 : 0;
    }
    return count;
  }
}
