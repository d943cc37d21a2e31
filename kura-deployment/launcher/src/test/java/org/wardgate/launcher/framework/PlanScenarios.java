package org.wardgate.launcher.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.wardgate.api.error.RefusedException;
import org.wardgate.launcher.feature.MavenId;
import org.wardgate.launcher.plan.Plan;
import org.wardgate.launcher.plan.PlanStore;
import org.wardgate.launcher.plan.PlannedBundle;

/**
 * What happens to plans on a framework. Loaded by {@link PlanRunnerTest} once for each framework,
 * in a class loader that holds just that one.
 */
public final class PlanScenarios {

  private static final Path SERVICES = Path.of("target/test-bundles");

  private final Path work;
  private final RunningFramework framework;
  private final PlanRunner runner;

  private PlanScenarios(Path work) throws RefusedException {
    this.work = work;
    this.framework = RunningFramework.start(work.resolve("cache"), Map.of());
    this.runner = framework.runner(Duration.ofMillis(1_500));
    System.clearProperty(CountingActivator.STARTED);
    System.clearProperty(TestComponent.CONFIGURED);
  }

  /** Runs the scenario of that name. */
  public static void run(String name, Path work) throws Exception {
    PlanScenarios scenarios = new PlanScenarios(work);
    try {
      switch (name) {
        case "order" -> scenarios.startsInOrder();
        case "change" -> scenarios.changesOnlyWhatChanged();
        case "unresolvable" -> scenarios.goesBackFromAnUnresolvableBundle();
        case "throwing" -> scenarios.goesBackFromAThrowingUpdate();
        case "nothing" -> scenarios.refusesWithoutAPreviousPlan();
        case "configuration" -> scenarios.configuresBeforeComponentsStart();
        case "refused" -> scenarios.goesBackFromAConfigurationThatIsRefused();
        case "unsatisfied" -> scenarios.goesBackFromAnUnsatisfiedComponent();
        default -> throw new IllegalArgumentException(name);
      }
    } finally {
      assertThat(scenarios.framework.stop(Duration.ofSeconds(5))).isTrue();
    }
  }

  private static String started() {
    return System.getProperty(CountingActivator.STARTED, "").strip();
  }

  private static String configured() {
    return System.getProperty(TestComponent.CONFIGURED, "").strip();
  }

  private PlannedBundle good(String name, int order) throws IOException {
    return TestJar.of(name, "1.0.0").counting().in(work, order);
  }

  private static Plan plan(PlannedBundle... bundles) {
    return plan(Map.of(), List.of(bundles));
  }

  private static Plan plan(
      Map<String, Map<String, Object>> configurations, List<PlannedBundle> bundles) {
    List<PlannedBundle> sorted = new ArrayList<>(bundles);
    sorted.sort(Comparator.comparingInt(PlannedBundle::startOrder));
    return new Plan(sorted, configurations);
  }

  private void startsInOrder() throws Exception {
    PlanRunner.Outcome outcome =
        runner.apply(plan(good("late", 9), good("early", 2), good("middle", 5)), Optional.empty());
    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.findings()).isEmpty();
    assertThat(started()).isEqualTo("early1.0.0 middle1.0.0 late1.0.0");
  }

  private void changesOnlyWhatChanged() throws Exception {
    PlannedBundle stays = good("stays", 1);
    PlannedBundle goes = good("goes", 2);
    PlannedBundle old = good("renewed", 3);
    runner.apply(plan(stays, goes, old), Optional.empty());
    PlannedBundle renewed = TestJar.of("renewed", "2.0.0").counting().in(work, 3);
    Plan next = plan(stays, renewed, good("comes", 4));
    assertThat(runner.apply(next, Optional.empty()).failure()).isEmpty();
    assertThat(started()).isEqualTo("stays1.0.0 goes1.0.0 renewed1.0.0 renewed2.0.0 comes1.0.0");
    assertThat(runner.apply(next, Optional.empty()).findings()).isEmpty();
    assertThat(started()).endsWith("renewed2.0.0 comes1.0.0");
  }

  private void goesBackFromAnUnresolvableBundle() throws Exception {
    Plan first = plan(good("stays", 1));
    runner.apply(first, Optional.empty());
    PlannedBundle bad =
        TestJar.of("bad", "1.0.0").header("Import-Package", "no.such.thing").in(work, 5);
    PlanRunner.Outcome outcome =
        runner.apply(plan(good("stays", 1), good("comes", 2), bad), Optional.of(first));
    assertThat(outcome.failure()).get().extracting("code").isEqualTo("WG-LNCH-0004");
    assertThat(outcome.failure().get().detail()).contains("test:bad:1.0.0", "does not resolve");
    assertThat(outcome.inForce()).isEqualTo(first);
    assertThat(outcome.findings()).isEmpty();
    assertThat(started()).as("what runs goes on running").isEqualTo("stays1.0.0 comes1.0.0");
  }

  private void goesBackFromAThrowingUpdate() throws Exception {
    Plan first = plan(good("stays", 1), good("renewed", 2));
    assertThat(runner.apply(first, Optional.empty()).findings()).isEmpty();
    PlanStore store = new PlanStore(work.resolve("last-good"));
    store.save(first);
    // the same file name with other content, as a build leaves it
    Files.delete(work.resolve("renewed-1.0.0.jar"));
    PlannedBundle bad = TestJar.of("renewed", "1.0.0").throwing().in(work, 2);
    PlanRunner.Outcome outcome =
        runner.apply(plan(first.bundles().get(0), bad), Optional.of(store.load().orElseThrow()));
    assertThat(outcome.failure().orElseThrow().detail()).contains("threw in its activator");
    assertThat(outcome.findings()).isEmpty();
    assertThat(started()).isEqualTo("stays1.0.0 renewed1.0.0 renewed1.0.0");
  }

  private void refusesWithoutAPreviousPlan() throws Exception {
    Plan bad = plan(good("stays", 1), TestJar.of("bad", "1.0.0").throwing().in(work, 2));
    assertThatThrownBy(() -> runner.apply(bad, Optional.empty()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-LNCH-0004");
    assertThatThrownBy(() -> runner.apply(bad, Optional.of(bad)))
        .isInstanceOf(RefusedException.class);
  }

  private List<PlannedBundle> services() throws IOException {
    List<PlannedBundle> services = new ArrayList<>();
    try (Stream<Path> jars = Files.list(SERVICES)) {
      for (Path jar : jars.sorted().toList()) {
        String name = jar.getFileName().toString();
        if (!name.contains("felix.framework") && !name.contains("eclipse.osgi")) {
          int order = name.contains("configadmin") ? 2 : name.contains("scr") ? 3 : 1;
          services.add(new PlannedBundle(new MavenId("s", name, "1"), order, jar, name));
        }
      }
    }
    return services;
  }

  private Plan withComponent(TestJar component, Map<String, Map<String, Object>> configurations)
      throws IOException {
    List<PlannedBundle> bundles = services();
    bundles.add(component.in(work, 5));
    return plan(configurations, bundles);
  }

  private void configuresBeforeComponentsStart() throws Exception {
    TestJar component =
        TestJar.of("component", "1.0.0")
            .component("configuration-policy=\"require\" activate=\"activate\"", "");
    Plan first = withComponent(component, Map.of("test.component", Map.of("value", "one")));
    assertThat(runner.apply(first, Optional.empty()).findings()).isEmpty();
    assertThat(configured()).isEqualTo("one");
    Plan second = withComponent(component, Map.of("test.component", Map.of("value", "two")));
    assertThat(runner.apply(second, Optional.of(first)).failure()).isEmpty();
    awaitConfigured("one two");
  }

  /** Configuration Admin tells components in its own time. */
  private static void awaitConfigured(String expected) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!configured().equals(expected) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(configured()).isEqualTo(expected);
  }

  private void goesBackFromAConfigurationThatIsRefused() throws Exception {
    TestJar component =
        TestJar.of("component", "1.0.0")
            .component("configuration-policy=\"require\" activate=\"activate\"", "");
    Plan good = withComponent(component, Map.of("test.component", Map.of("value", "good")));
    Plan bad = withComponent(component, Map.of("test.component", Map.of("value", "bad")));
    PlanRunner.Outcome outcome = runner.apply(bad, Optional.of(good));
    assertThat(outcome.failure().orElseThrow().detail()).contains("test.component failed");
    assertThat(outcome.findings()).isEmpty();
    awaitConfigured("good");
  }

  private void goesBackFromAnUnsatisfiedComponent() throws Exception {
    TestJar sound = TestJar.of("component", "1.0.0").component("activate=\"activate\"", "");
    Map<String, Map<String, Object>> value = Map.of("test.component", Map.of("value", "sound"));
    Plan first = withComponent(sound, value);
    assertThat(runner.apply(first, Optional.empty()).findings()).isEmpty();
    TestJar lacking =
        TestJar.of("component", "2.0.0")
            .component(
                "activate=\"activate\"",
                "<reference name=\"Missing\" interface=\"no.such.Service\"/>");
    PlanRunner.Outcome outcome = runner.apply(withComponent(lacking, value), Optional.of(first));
    assertThat(outcome.failure().orElseThrow().code()).isEqualTo("WG-LNCH-0005");
    assertThat(outcome.failure().orElseThrow().detail())
        .contains("test.component waits for Missing");
    assertThat(outcome.findings()).isEmpty();
    assertThat(configured()).isEqualTo("sound sound");
    PlanRunner.Outcome alone = runner.apply(withComponent(lacking, value), Optional.empty());
    assertThat(alone.failure()).as("with nothing to go back to, it is a finding").isEmpty();
    assertThat(alone.findings()).containsExactly("test.component waits for Missing");
  }
}
