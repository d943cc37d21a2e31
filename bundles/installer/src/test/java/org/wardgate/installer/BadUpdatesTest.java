package org.wardgate.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each leaves the old set running and says why. */
class BadUpdatesTest {

  @SuppressWarnings("NullAway.Init") // made before each test
  private SimulatedGateway gateway;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    gateway = new SimulatedGateway(1);
    gateway.work();
  }

  private void putBack(Fault fault, String words) throws IOException {
    assertThat(gateway.version()).isEqualTo("1.0.0");
    assertThat(gateway.bootsNext()).isEqualTo("1.0.0");
    Map<String, String> last = last();
    assertThat(last).containsEntry("state", "PUT_BACK").containsEntry("code", fault.code());
    assertThat(last.get("detail")).contains(words);
    assertThat(gateway.isUpdating()).isFalse();
    assertThat(gateway.state().phase()).isEqualTo(Phase.IDLE);
  }

  private Map<String, String> last() throws IOException {
    List<Map<String, String>> steps = gateway.steps();
    return steps.get(steps.size() - 1);
  }

  private void refused(Fault fault) throws IOException {
    assertThat(gateway.version()).isEqualTo("1.0.0");
    assertThat(last()).containsEntry("state", "REFUSED").containsEntry("code", fault.code());
    assertThat(gateway.stepNames()).doesNotContain("INSTALLING");
    assertThat(gateway.disk.exists(SimulatedGateway.UPDATES.resolve("request.properties")))
        .isFalse();
  }

  @Test
  void aGoodOneCounts() throws Exception {
    String id = gateway.update("1.1.0");
    gateway.work();
    assertThat(gateway.version()).isEqualTo("1.1.0");
    assertThat(gateway.bootsNext()).isEqualTo("1.1.0");
    assertThat(gateway.stepNames()).containsExactly("INSTALLING", "ON_PROBATION", "COMMITTED");
    assertThat(last()).containsEntry("id", id).containsEntry("from", "1.0.0");
    assertThat(gateway.watchesClosedCount()).isEqualTo(1);
  }

  @Test
  void aBundleThatDoesNotResolve() throws Exception {
    gateway.findings = Map.of("2.0.0", "names does not resolve");
    gateway.update("2.0.0");
    gateway.work();
    putBack(Fault.NOT_HEALTHY, "names does not resolve");
  }

  @Test
  void aBundleThatThrowsInItsActivator() throws Exception {
    gateway.faults = Map.of("2.0.0", Fault.NOT_EXCHANGED);
    gateway.update("2.0.0");
    gateway.work();
    putBack(Fault.NOT_EXCHANGED, "as told");
  }

  @Test
  void aBundleThatHangsInIt() throws Exception {
    gateway.faults = Map.of("2.0.0", Fault.TOO_SLOW);
    gateway.update("2.0.0");
    gateway.work();
    putBack(Fault.TOO_SLOW, "as told");
  }

  @Test
  void aBundleThatHangsAndKeepsTheFrameworkFromGoingBack() throws Exception {
    gateway.faults = Map.of("2.0.0", Fault.TOO_SLOW);
    gateway.putBackFails = true;
    gateway.update("2.0.0");
    gateway.work();
    assertThat(gateway.bootsCount()).isEqualTo(2);
    assertThat(gateway.markedAtTheEnd).as("enforcement keeps its policies as it stops").isTrue();
    putBack(Fault.TOO_SLOW, "as told");
  }

  @Test
  void anOldSetThatAStartBringsOnlyByItsRecordIsPutBack() throws Exception {
    gateway.faults = Map.of("2.0.0", Fault.TOO_SLOW);
    gateway.putBackFails = true;
    gateway.amissAfterStarts = "names has version 2.0.0";
    gateway.update("2.0.0");
    gateway.work();
    assertThat(gateway.bootsCount()).isEqualTo(2);
    assertThat(gateway.isAmiss()).as("bundles of the new set").isFalse();
    putBack(Fault.TOO_SLOW, "as told");
  }

  @Test
  void anOldSetThatNeverRunsAsItShouldIsNotStartedAnewForEver() throws Exception {
    gateway.faults = Map.of("2.0.0", Fault.TOO_SLOW);
    gateway.putBackFails = true;
    gateway.amissAfterStarts = "names is missing";
    gateway.amissForGood = true;
    gateway.update("2.0.0");
    gateway.work();
    gateway.work();
    assertThat(gateway.bootsCount()).isEqualTo(2);
    putBack(Fault.TOO_SLOW, "as told");
  }

  @Test
  void aBundleThatCrashLoopsAfter20Seconds() throws Exception {
    gateway.crashing = "2.0.0";
    gateway.update("2.0.0");
    gateway.work();
    putBack(Fault.NOT_HEALTHY, "names stopped");
    assertThat(gateway.stepNames()).containsExactly("INSTALLING", "ON_PROBATION", "PUT_BACK");
  }

  @Test
  void aSyntheticJoinThatDoesNotWork() throws Exception {
    gateway.joinless = "2.0.0";
    gateway.update("2.0.0");
    gateway.work();
    putBack(Fault.NOT_HEALTHY, "no join");
  }

  @Test
  void aHealthThatCannotBeJudgedIsNone() throws Exception {
    gateway.puzzling = "2.0.0";
    gateway.update("2.0.0");
    gateway.work();
    putBack(Fault.NOT_HEALTHY, "isComponentEnabled failed");
  }

  @Test
  void aHealthThatCannotBeJudgedOnceIsJudgedAgain() throws Exception {
    gateway.puzzling = "2.0.0";
    gateway.puzzles = 2;
    gateway.update("2.0.0");
    gateway.work();
    assertThat(gateway.version()).isEqualTo("2.0.0");
    assertThat(last()).containsEntry("state", "COMMITTED");
  }

  @Test
  void aComponentThatFailedAsTheFrameworkWasBusyIsStartedAnew() throws Exception {
    gateway.failing = "decision";
    gateway.curable = true;
    gateway.update("2.0.0");
    gateway.work();
    assertThat(gateway.version()).isEqualTo("2.0.0");
    assertThat(last()).containsEntry("state", "COMMITTED");
    assertThat(gateway.startedAgain).isEqualTo(1);
  }

  @Test
  void aComponentThatFailsWheneverItIsStartedIsNotHealthy() throws Exception {
    gateway.failing = "decision";
    gateway.update("2.0.0");
    gateway.work();
    putBack(Fault.NOT_HEALTHY, "decision failed");
    assertThat(gateway.startedAgain).isPositive();
  }

  @Test
  void nothingIsExchangedWhileTheHealthBeforeCannotBeJudged() throws Exception {
    gateway.puzzling = "1.0.0";
    gateway.update("2.0.0");
    gateway.work();
    putBack(Fault.NOT_HEALTHY, "before it");
    assertThat(gateway.stepNames()).doesNotContain("ON_PROBATION");
  }

  @Test
  void truncated() throws Exception {
    String id = gateway.update("2.0.0");
    gateway.files.write(
        SimulatedGateway.UPDATES.resolve("staged").resolve(id).resolve("package.dp"),
        "package 2".getBytes(StandardCharsets.UTF_8));
    gateway.work();
    refused(Fault.WRONG_PACKAGE);
  }

  @Test
  void expired() throws Exception {
    gateway.update("2.0.0");
    gateway.now = gateway.now.plusSeconds(3_600);
    gateway.work();
    refused(Fault.TOO_LATE);
  }

  @Test
  void downgraded() throws Exception {
    gateway.update("0.9.0");
    gateway.work();
    refused(Fault.TOO_LATE);
  }

  @Test
  void replayed() throws Exception {
    gateway.update("2.0.0");
    gateway.work();
    gateway.request("back", "");
    gateway.work();
    assertThat(gateway.version()).isEqualTo("1.0.0");
    gateway.update("2.0.0");
    gateway.work();
    assertThat(last()).containsEntry("state", "REFUSED").containsEntry("code", "WG-UPD-0022");
    assertThat(gateway.version()).isEqualTo("1.0.0");
  }

  @Test
  void aPackageTwiceAtOnce() throws Exception {
    String id = gateway.update("2.0.0");
    gateway.work();
    gateway.update("2.0.0");
    gateway.work();
    assertThat(gateway.stepNames()).containsExactly("INSTALLING", "ON_PROBATION", "COMMITTED");
    assertThat(gateway.state().id()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 300, 700, 1_000, 1_500, 2_000, 2_500})
  void diskFullMidway(long freeBytes) throws Exception {
    gateway.update("2.0.0");
    gateway.disk.free(freeBytes);
    try {
      gateway.work();
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
    gateway.disk.free(Long.MAX_VALUE);
    gateway.work();
    assertThat(gateway.state().phase()).isEqualTo(Phase.IDLE);
    assertThat(gateway.version()).isEqualTo(gateway.bootsNext());
    assertThat(last().get("state")).isIn("REFUSED", "PUT_BACK", "COMMITTED");
    assertThat("COMMITTED".equals(last().get("state")))
        .isEqualTo(gateway.version().equals("2.0.0"));
  }

  @Test
  void diskFullAsTheSetIsKept() throws Exception {
    gateway.keepFails = true;
    gateway.update("2.0.0");
    gateway.work();
    putBack(Fault.NOT_KEPT, "No space left");
  }

  @Test
  void noPackageToGoBackTo() throws Exception {
    SimulatedGateway bare = new SimulatedGateway(2);
    bare.noBase = true;
    bare.work();
    bare.update("2.0.0");
    bare.work();
    gateway = bare;
    refused(Fault.NO_WAY_BACK);
    assertThat(bare.committed()).as("what has no package kept has not proved itself").isEmpty();
  }

  @Test
  void backWithoutASetBefore() throws Exception {
    gateway.request("back", "");
    gateway.work();
    refused(Fault.NO_WAY_BACK);
  }

  @Test
  void backOnlyOnce() throws Exception {
    gateway.update("2.0.0");
    gateway.work();
    gateway.request("back", "");
    gateway.work();
    gateway.request("back", "");
    gateway.work();
    assertThat(gateway.version()).isEqualTo("1.0.0");
    assertThat(last()).containsEntry("state", "REFUSED").containsEntry("code", "WG-UPD-0023");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "action=remove",
        "action=install\nid=../../etc/passwd",
        "action=install\nid=" + "G",
        "action=install\nid=\\u00",
        "id=0000000000000000000000000000000000000000000000000000000000000000"
      })
  void aRequestThatIsNone(String text) throws Exception {
    Path request = SimulatedGateway.UPDATES.resolve("request.properties");
    gateway.files.write(request, text.getBytes(StandardCharsets.UTF_8));
    gateway.work();
    assertThat(gateway.disk.exists(request)).isFalse();
    assertThat(gateway.version()).isEqualTo("1.0.0");
    assertThat(gateway.steps()).isEmpty();
  }

  @Test
  void aStateThatIsMalformedStopsEverything() throws Exception {
    gateway.files.write(
        SimulatedGateway.UPDATES.resolve("state.properties"),
        "phase=SLEEPING".getBytes(StandardCharsets.UTF_8));
    SimulatedGateway same = gateway;
    same.powerOn();
    same.update("2.0.0");
    assertThatThrownBy(same::work).isInstanceOf(IOException.class);
    assertThat(same.version()).isEqualTo("1.0.0");
    assertThat(gateway.obstacleOfTheInstaller()).contains("state.properties is malformed");
  }

  @Test
  void stepsNobodyTakesAreBounded() throws Exception {
    HandOver handOver = new HandOver(SimulatedGateway.UPDATES, gateway.files);
    State state = State.NEW;
    for (int i = 0; i < HandOver.STEPS_MAX + 3; i++) {
      state = handOver.enter(state, new Step("REFUSED", "WG-UPD-0020", "many\n\u0007lines"));
    }
    List<Map<String, String>> steps = gateway.steps();
    assertThat(steps).hasSize(HandOver.STEPS_MAX);
    assertThat(steps.get(0)).containsEntry("number", "4").containsEntry("detail", "many lines");
  }
}
