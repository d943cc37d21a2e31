package org.wardgate.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void allowsABurstThenTheRate() {
    TokenBuckets<String> buckets = new TokenBuckets<>(10, 4, nanos::get);
    for (int i = 0; i < 20; i++) {
      assertThat(buckets.take("a")).isTrue();
    }
    assertThat(buckets.take("a")).isFalse();
    assertThat(buckets.take("b")).isTrue();
    nanos.addAndGet(100_000_000);
    assertThat(buckets.take("a")).isTrue();
    assertThat(buckets.take("a")).isFalse();
  }
}
