package org.wardgate.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.wardgate.api.Bytes;

/** Whatever breaks, nothing is lost, the order is kept, and the cursor is never ahead. */
class FollowerProperties {
  private static final long CALM_MILLIS = 600_000;

  @Property(tries = 150)
  void nothingIsLostAndTheOrderIsKept(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 700) int recordsCount,
      @ForAll @IntRange(min = 1, max = 32) int windowCount,
      @ForAll @DoubleRange(min = 0, max = 0.3) double trouble) {
    Random random = new Random(seed);
    SimulatedLoop loop = new SimulatedLoop();
    SimulatedBroker broker = new SimulatedBroker(loop, random);
    broker.trouble(trouble);
    double[] share = {trouble};
    MemoryJournal journal =
        new MemoryJournal(
            () -> random.nextDouble() < share[0],
            cursor ->
                assertThat(LongStream.rangeClosed(1, cursor).allMatch(broker::hasAcknowledged))
                    .as("everything up to the cursor is acknowledged")
                    .isTrue());
    Runner runner = new Runner(journal, broker, loop, windowCount);
    runner.start();
    for (int number = 0; number < recordsCount; number++) {
      journal.add(Bytes.of("{}".getBytes(StandardCharsets.UTF_8)));
      loop.run(random.nextInt(40));
      if (random.nextInt(200) == 0) {
        runner.crash();
      }
    }
    broker.trouble(0);
    share[0] = 0;
    loop.run(CALM_MILLIS);

    List<Long> everything = LongStream.rangeClosed(1, recordsCount).boxed().toList();
    assertThat(new ArrayList<>(new LinkedHashSet<>(broker.log()))).isEqualTo(everything);
    assertThat(journal.storedCursor()).isEqualTo(recordsCount);
    assertThat(runner.follower.acknowledged()).isEqualTo(recordsCount);
    assertThat(broker.inFlightMaxCount()).isLessThanOrEqualTo(windowCount);
  }

  /** A gateway that may be killed and started again. */
  private static final class Runner {
    private final MemoryJournal journal;
    private final SimulatedBroker broker;
    private final SimulatedLoop loop;
    private final CloudSettings settings;
    private Follower follower;

    Runner(MemoryJournal journal, SimulatedBroker broker, SimulatedLoop loop, int windowCount) {
      this.journal = journal;
      this.broker = broker;
      this.loop = loop;
      this.settings = new CloudSettings("journal", windowCount);
      this.follower = new Follower(journal, broker, "gateway-1", () -> settings, loop);
    }

    void start() {
      broker.live();
      follower.start();
    }

    void crash() {
      broker.cut();
      loop.forget();
      follower = new Follower(journal, broker, "gateway-1", () -> settings, loop);
      start();
    }
  }
}
