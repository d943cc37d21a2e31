package org.wardgate.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TokenBucketsPropertyTest {
  @Property(tries = 100)
  void neverGivesMoreThanBurstAndRate(
      @ForAll @Size(max = 200) List<@IntRange(max = 50_000_000) Integer> pauses) {
    AtomicLong clock = new AtomicLong();
    TokenBuckets<String> buckets = new TokenBuckets<>(10, 4, clock::get);
    int given = 0;
    for (int pause : pauses) {
      clock.addAndGet(pause);
      given += buckets.take("a") ? 1 : 0;
    }

    assertThat(given).isLessThanOrEqualTo(20 + (int) Math.ceil(clock.get() / 1e8));
  }
}
