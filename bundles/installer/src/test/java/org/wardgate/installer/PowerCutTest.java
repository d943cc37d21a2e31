package org.wardgate.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Version;

/**
 * The plug is pulled at every step that the disk takes in an update, and now and then again while
 * the start after it ends what was begun. What is left is the old set or the new one.
 */
class PowerCutTest {

  private static final int SEEDS_PER_STEP = 40;
  private static final int CUTS_MAX = 4;

  private record Scene(String name, String from, String to, long seed) {
    SimulatedGateway gateway() throws IOException, InterruptedException {
      SimulatedGateway gateway = new SimulatedGateway(seed);
      gateway.work();
      if (name.equals("sick")) {
        gateway.findings = Map.of("2.0.0", "names does not resolve");
      } else if (name.equals("crashing")) {
        gateway.crashing = "2.0.0";
      }
      if (name.equals("back")) {
        gateway.update("2.0.0");
        gateway.work();
        gateway.request("back", "");
      } else {
        gateway.update("2.0.0");
      }
      return gateway;
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"good,1.0.0,2.0.0", "sick,1.0.0,1.0.0", "crashing,1.0.0,1.0.0", "back,2.0.0,1.0.0"})
  void powerLossAtAnyStepEndsOldOrNew(String name, String from, String to) throws Exception {
    SimulatedGateway unharmed = new Scene(name, from, to, 0).gateway();
    unharmed.disk.cutAfter(Integer.MAX_VALUE);
    unharmed.work();
    assertThat(unharmed.version()).isEqualTo(to);
    int steps = unharmed.disk.stepsCount();
    assertThat(steps).isGreaterThan(30);
    int olds = 0;
    int news = 0;
    for (int cut = 1; cut <= steps; cut++) {
      for (int seed = 0; seed < SEEDS_PER_STEP; seed++) {
        Scene scene = new Scene(name, from, to, cut * 1_000L + seed);
        String ended = endOf(scene, cut);
        olds += ended.equals(from) ? 1 : 0;
        news += ended.equals(to) ? 1 : 0;
        assertThat(ended).as("cut at %d, seed %d", cut, seed).isIn(from, to);
      }
    }
    assertThat(olds).isPositive();
    assertThat(news).isPositive();
  }

  private static String endOf(Scene scene, int cut) throws Exception {
    SimulatedGateway gateway = scene.gateway();
    String id = id(gateway, scene);
    List<String> before = gateway.stepNames();
    String committed = gateway.committed();
    Random random = new Random(scene.seed());
    int next = cut;
    for (int cuts = 0; cuts < CUTS_MAX; cuts++) {
      gateway.disk.cutAfter(next);
      try {
        gateway.work();
        break;
      } catch (PowerCut e) {
        gateway.disk.restart();
        gateway.powerOn();
        neverFalls(gateway, committed);
        assertThat(gateway.version()).isIn(scene.from(), scene.to());
        next = random.nextInt(30) + 1;
      }
    }
    gateway.disk.cutAfter(Integer.MAX_VALUE);
    gateway.work();
    gateway.work();
    check(gateway, scene, id, before);
    neverFalls(gateway, committed);
    goesOn(gateway);
    return gateway.bootsNext().equals("3.0.0") ? last(gateway, scene, id) : gateway.bootsNext();
  }

  /** A package that is older than one that ever counted here must not be let in. */
  private static void neverFalls(SimulatedGateway gateway, String committed) throws IOException {
    assertThat(Version.parseVersion(gateway.committed()))
        .as("the highest version that ever counted")
        .isGreaterThanOrEqualTo(Version.parseVersion(committed));
  }

  private static String id(SimulatedGateway gateway, Scene scene) throws IOException {
    return scene.name().equals("back")
        ? new Sets(new HandOver(SimulatedGateway.UPDATES, gateway.files))
            .previous()
            .orElseThrow()
            .id()
        : gateway.stage("2.0.0");
  }

  private static void check(SimulatedGateway gateway, Scene scene, String id, List<String> before)
      throws IOException {
    assertThat(gateway.state().phase()).isEqualTo(Phase.IDLE);
    assertThat(gateway.version()).as("runs what starts next").isEqualTo(gateway.bootsNext());
    assertThat(gateway.isUpdating()).isFalse();
    Sets sets = new Sets(new HandOver(SimulatedGateway.UPDATES, gateway.files));
    Staged current = sets.current().orElseThrow();
    assertThat(current.version()).as("the package kept").isEqualTo(gateway.version());
    assertThat(sets.complete(current)).isTrue();
    List<String> steps = new ArrayList<>(gateway.stepNames());
    List<String> own = steps.subList(before.size(), steps.size());
    if (scene.name().equals("good") || scene.name().equals("back")) {
      boolean committed = gateway.version().equals(scene.to());
      assertThat(own)
          .isIn(
              committed
                  ? List.of(List.of("INSTALLING", "ON_PROBATION", "COMMITTED"))
                  : List.of(
                      List.of("INSTALLING", "PUT_BACK"),
                      List.of("INSTALLING", "ON_PROBATION", "PUT_BACK")));
    } else {
      assertThat(own.get(own.size() - 1)).isEqualTo("PUT_BACK");
    }
    assertThat(gateway.steps()).extracting(step -> step.get("number")).doesNotHaveDuplicates();
    assertThat(gateway.steps().get(steps.size() - 1)).containsEntry("id", id);
  }

  /** The next update is not kept from happening, and the end of the last one stays known. */
  private static void goesOn(SimulatedGateway gateway) throws IOException, InterruptedException {
    gateway.findings = Map.of();
    gateway.crashing = "";
    gateway.update("3.0.0");
    gateway.work();
    assertThat(gateway.version()).isEqualTo("3.0.0");
    assertThat(gateway.state().phase()).isEqualTo(Phase.IDLE);
  }

  private static String last(SimulatedGateway gateway, Scene scene, String id) throws IOException {
    return gateway.steps().stream()
            .anyMatch(step -> id.equals(step.get("id")) && "PUT_BACK".equals(step.get("state")))
        ? scene.from()
        : scene.to();
  }
}
