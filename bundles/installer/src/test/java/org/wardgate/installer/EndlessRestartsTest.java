package org.wardgate.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs is neither the old set nor the new one, and no restart changes that. */
class EndlessRestartsTest {

  private static final int MANY = 12;
  private static final String CODE = "WG-UPD-0029";

  @SuppressWarnings("NullAway.Init") // made before each test
  private SimulatedGateway gateway;

  @SuppressWarnings("NullAway.Init") // made before each test
  private String id;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    gateway = new SimulatedGateway(1);
    begin();
  }

  private void begin() throws IOException, InterruptedException {
    gateway.work();
    gateway.faults = Map.of("2.0.0", Fault.TOO_SLOW);
    gateway.putBackNeverWorks = true;
    gateway.record = "2.0.0";
    id = gateway.update("2.0.0");
  }

  private void workMuch() throws IOException, InterruptedException {
    for (int i = 0; i < MANY; i++) {
      gateway.work();
    }
  }

  private List<Map<String, String>> stuckSteps() throws IOException {
    return gateway.steps().stream().filter(step -> CODE.equals(step.get("code"))).toList();
  }

  private Map<String, String> last() throws IOException {
    List<Map<String, String>> steps = gateway.steps();
    return steps.get(steps.size() - 1);
  }

  @Test
  void afterTheLimitItStaysUpAndSaysSo() throws Exception {
    workMuch();
    assertThat(gateway.restartsCount()).isEqualTo(Course.RESTARTS_MAX);
    assertThat(last())
        .containsEntry("state", "PUT_BACK")
        .containsEntry("code", CODE)
        .containsEntry("id", id);
    assertThat(last().get("detail")).contains("1.0.0 does not come back");
    assertThat(gateway.isUpdating()).as("enforcement is told that nothing is exchanged").isFalse();
    assertThat(gateway.obstacleOfTheInstaller()).contains(CODE);
    assertThat(gateway.bootsNext()).as("what a start shall bring").isEqualTo("1.0.0");
  }

  @Test
  void theLimitOutlivesPowerCutsAndIsToldOnce() throws Exception {
    for (int i = 0; i < MANY; i++) {
      gateway.work();
      gateway.disk.restart();
      gateway.powerOn();
    }
    assertThat(gateway.restartsCount()).isLessThanOrEqualTo(Course.RESTARTS_MAX);
    workMuch();
    assertThat(stuckSteps()).hasSize(1);
    assertThat(gateway.obstacleOfTheInstaller()).contains(CODE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 13, 21, 34, 55})
  void aPowerCutAmidstItGrantsNoMoreRestarts(int steps) throws Exception {
    for (int cuts = 0; cuts < MANY; cuts++) {
      gateway.disk.cutAfter(steps + cuts);
      try {
        workMuch();
      } catch (PowerCut e) {
        gateway.disk.restart();
        gateway.powerOn();
      }
    }
    gateway.disk.cutAfter(Integer.MAX_VALUE);
    workMuch();
    assertThat(gateway.restartsCount()).isLessThanOrEqualTo(Course.RESTARTS_MAX + 1);
    assertThat(stuckSteps()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void aDiskThatCannotCountGrantsOneRestart() throws Exception {
    gateway.disk.free(2_000);
    for (int i = 0; i < MANY; i++) {
      try {
        gateway.work();
      } catch (IOException e) {
        assertThat(gateway.isUpdating()).isFalse();
      }
      gateway.disk.free(0);
    }
    assertThat(gateway.state().tries()).isLessThanOrEqualTo(Course.RESTARTS_MAX);
    assertThat(gateway.restartsCount()).isLessThanOrEqualTo(Course.RESTARTS_MAX);
    int before = gateway.restartsCount();
    assertThatThrownBy(gateway::work).isInstanceOf(IOException.class);
    assertThat(gateway.restartsCount()).as("none that is not counted").isEqualTo(before);
    gateway.disk.free(Long.MAX_VALUE);
    gateway.putBackNeverWorks = false;
    gateway.work();
    assertThat(gateway.version()).isEqualTo("1.0.0");
    assertThat(gateway.state().phase()).isEqualTo(Phase.IDLE);
  }

  @Test
  void nothingIsTakenMeanwhile() throws Exception {
    workMuch();
    String other = gateway.update("3.0.0");
    workMuch();
    assertThat(last())
        .containsEntry("state", "REFUSED")
        .containsEntry("code", CODE)
        .containsEntry("id", other);
    assertThat(gateway.version()).isEqualTo("2.0.0");
    assertThat(gateway.state().id()).as("still about the update that is stuck").isEqualTo(id);
    gateway.request("back", "");
    workMuch();
    assertThat(last()).containsEntry("state", "REFUSED").containsEntry("code", CODE);
    assertThat(gateway.disk.exists(SimulatedGateway.UPDATES.resolve("request.properties")))
        .isFalse();
    assertThat(gateway.restartsCount()).isEqualTo(Course.RESTARTS_MAX);
  }

  @Test
  void whatRunsMeanwhileIsNotNotedAsASetThatProvedItself() throws Exception {
    workMuch();
    Sets sets = new Sets(new HandOver(SimulatedGateway.UPDATES, gateway.files));
    assertThat(sets.current().orElseThrow().version()).isEqualTo("1.0.0");
    assertThat(gateway.committed()).isEqualTo("1.0.0");
  }

  @Test
  void aStartThatMendsItOpensItAgain() throws Exception {
    workMuch();
    gateway.putBackNeverWorks = false;
    gateway.powerOn();
    workMuch();
    opened("1.0.0");
  }

  @Test
  void theOldSetInstalledByHandOpensItAgain() throws Exception {
    workMuch();
    gateway.record = "1.0.0";
    gateway.powerOn();
    workMuch();
    opened("1.0.0");
  }

  /** The disk is full as something is turned away; the next look puts the set before back. */
  @Test
  void whatTheSameProcessMendsOpensItAgain() throws Exception {
    workMuch();
    gateway.update("3.0.0");
    gateway.disk.free(0);
    assertThatThrownBy(gateway::work).isInstanceOf(IOException.class);
    gateway.disk.free(Long.MAX_VALUE);
    gateway.putBackNeverWorks = false;
    workMuch();
    assertThat(gateway.obstacleOfTheInstaller()).isEmpty();
    assertThat(gateway.version()).isEqualTo("3.0.0");
    assertThat(gateway.state().phase()).isEqualTo(Phase.IDLE);
  }

  @Test
  void aThirdSetInstalledByHandIsLeftAsItIs() throws Exception {
    workMuch();
    gateway.record = "2.5.0";
    gateway.powerOn();
    workMuch();
    opened("2.5.0");
  }

  private void opened(String version) throws IOException, InterruptedException {
    assertThat(gateway.version()).isEqualTo(version);
    assertThat(gateway.state().phase()).isEqualTo(Phase.IDLE);
    assertThat(gateway.obstacleOfTheInstaller()).isEmpty();
    assertThat(gateway.restartsCount()).isEqualTo(Course.RESTARTS_MAX);
    gateway.putBackNeverWorks = false;
    gateway.record = "";
    gateway.update("3.0.0");
    gateway.work();
    assertThat(gateway.version()).isEqualTo("3.0.0");
    assertThat(last()).containsEntry("state", "COMMITTED");
  }
}
