package org.wardgate.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;

class FollowerTest {
  private static final long DAY_MILLIS = 86_400_000;

  private final SimulatedLoop loop = new SimulatedLoop();
  private final SimulatedBroker broker = new SimulatedBroker(loop, new Random(7));
  private final List<Long> cursors = new ArrayList<>();
  private final MemoryJournal journal = new MemoryJournal(() -> false, cursors::add);
  private final Follower follower =
      new Follower(journal, broker, "gateway-1", () -> new CloudSettings("journal", 32), loop);

  private void add(int count) {
    for (int number = 0; number < count; number++) {
      journal.add(Bytes.of("{}".getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void threeDaysOfflineCostNoWorkAndAreMadeGood() {
    follower.start();
    loop.run(1_000);
    for (int hour = 0; hour < 72; hour++) {
      add(1_000);
      // one look a second, nothing else
      assertThat(loop.run(DAY_MILLIS / 24)).isLessThanOrEqualTo(3_601);
    }
    assertThat(follower.acknowledged()).isZero();
    broker.live();
    loop.run(DAY_MILLIS / 24);
    assertThat(follower.acknowledged()).isEqualTo(72_000);
    assertThat(broker.log()).hasSize(72_000).isSorted();
  }

  @Test
  void anIdleJournalCostsOneLookASecond() {
    broker.live();
    loop.run(100);
    broker.trouble(0);
    follower.start();
    add(5);
    loop.run(10_000);
    loop.forget();
    follower.start();
    assertThat(loop.run(60_000)).isEqualTo(60);
  }

  @Test
  void theCursorIsNotStoredForEachRecord() {
    broker.live();
    follower.start();
    add(5_000);
    loop.run(600_000);
    assertThat(follower.acknowledged()).isEqualTo(5_000);
    assertThat(cursors).hasSizeLessThan(1_000).isSorted().endsWith(5_000L);
  }

  @Test
  void endingStoresTheCursorAndSendsNothingMore() {
    broker.live();
    follower.start();
    add(50);
    loop.run(600_000);
    CompletableFuture<Void> stored = new CompletableFuture<>();
    follower.end(stored);
    assertThat(stored).isCompleted();
    add(1);
    loop.run(600_000);
    assertThat(journal.storedCursor()).isEqualTo(50);
    assertThat(broker.log()).hasSize(50);
  }

  @Test
  void aJournalThatCannotBeReadIsTriedAgain() {
    boolean[] broken = {true};
    MemoryJournal bad = new MemoryJournal(() -> broken[0], cursors::add);
    Follower other =
        new Follower(bad, broker, "gateway-1", () -> new CloudSettings("journal", 1), loop);
    bad.add(Bytes.of("{}".getBytes(StandardCharsets.UTF_8)));
    broker.live();
    other.start();
    assertThat(loop.run(600_000)).isLessThan(60_000);
    assertThat(other.acknowledged()).isZero();
    broken[0] = false;
    loop.run(60_000);
    assertThat(other.acknowledged()).isEqualTo(1);
  }
}
