package org.wardgate.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;

class CloudTargetTest {
  @Test
  void eachTargetHasACursorOfItsOwnThatIsNeverTheFirstOnes() {
    assertThat(CloudTarget.cursorName("org.wardgate.cloud.target~a"))
        .matches("cloud-[0-9a-f]{16}")
        .isEqualTo(CloudTarget.cursorName("org.wardgate.cloud.target~a"))
        .isNotEqualTo(CloudTarget.cursorName("org.wardgate.cloud.target~b"))
        .isNotEqualTo(CursorKeeper.PRIMARY);
  }

  @Test
  void whereKuraMakesInstancesAnewTheirNameStaysTheirs() {
    Map<String, Object> first =
        Map.of("service.pid", "org.wardgate.cloud.target-1-0", "kura.service.pid", "second");
    Map<String, Object> restarted =
        Map.of("service.pid", "org.wardgate.cloud.target-2-0", "kura.service.pid", "second");
    assertThat(CloudTarget.instance(first))
        .isEqualTo("second")
        .isEqualTo(CloudTarget.instance(restarted));
    assertThat(CloudTarget.instance(Map.of("service.pid", "org.wardgate.cloud.target~a")))
        .isEqualTo("org.wardgate.cloud.target~a");
    assertThat(CloudTarget.instance(Map.of())).isEqualTo(CloudTarget.PID);
  }

  @Test
  void aTargetThatIsBehindHoldsNobodyUpAndTheFirstDoesNotMoveIt() {
    SimulatedLoop loop = new SimulatedLoop();
    SimulatedBroker first = new SimulatedBroker(loop, new Random(1));
    SimulatedBroker second = new SimulatedBroker(loop, new Random(2));
    MemoryJournal journal = new MemoryJournal(() -> false, sequence -> {});
    CloudSettings settings = new CloudSettings("journal", 8);
    String cursor = CloudTarget.cursorName("a");
    new Follower(journal, first, "g", () -> settings, loop).start();
    new Follower(journal, second, "g", () -> settings, loop, cursor).start();
    for (int i = 0; i < 100; i++) {
      journal.add(Bytes.of(new byte[] {'{', '}'}));
    }
    first.live();
    loop.run(600_000);
    assertThat(journal.storedCursor()).isEqualTo(100);
    assertThat(journal.storedCursor(cursor)).isZero();
    second.live();
    loop.run(600_000);
    assertThat(journal.storedCursor(cursor)).isEqualTo(100);
    assertThat(second.log()).hasSize(100).isSorted();
  }

  @Test
  void aTargetsConfigurationIsCheckedLikeTheFirstOnes() {
    assertThat(TargetSettings.of(Map.of()).value().sending())
        .isEqualTo(new CloudSettings("journal", 8));
    assertThat(TargetSettings.of(Map.of("topic", "a/b", "windowCount", 33)).refusals()).hasSize(2);
  }
}
