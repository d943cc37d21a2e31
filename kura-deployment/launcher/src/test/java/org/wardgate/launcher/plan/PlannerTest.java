package org.wardgate.launcher.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.error.RefusedException;
import org.wardgate.launcher.instance.FrameworkKind;
import org.wardgate.launcher.instance.Instance;

class PlannerTest {

  @TempDir Path work = Path.of("");

  @BeforeEach
  void jars() throws IOException {
    for (String name : List.of("a-1.jar", "b-1.jar", "b-2.jar")) {
      Files.writeString(work.resolve(name), name);
    }
    feature("one", "{\"id\":\"x:a:1\",\"start-order\":9},{\"id\":\"x:b:1\",\"start-order\":2}");
    feature("two", "\"x:b:1\"");
    feature("clash", "\"x:b:2\"");
    feature("absent", "\"x:c:1\"");
  }

  private void feature(String name, String bundles) throws IOException {
    Files.writeString(
        work.resolve(name + ".json"),
        """
        {"id":"x:%s:1","bundles":[%s],
         "configurations":{"pid":{"from":"%s","dir":"${wardgate.instance}/x","port:Integer":1}}}
        """
            .formatted(name, bundles, name));
  }

  private Instance instance(Map<String, Map<String, Object>> configurations, String... features) {
    return new Instance(
        Path.of("/i"),
        List.of(features),
        FrameworkKind.FELIX,
        "small",
        configurations,
        Optional.empty(),
        Optional.empty());
  }

  private Plan plan(Instance instance) throws RefusedException {
    return new Planner(work, new BundleRepository(work)).plan(instance);
  }

  @Test
  void bundlesComeInStartOrderAndOnce() throws Exception {
    Plan plan = plan(instance(Map.of(), "one", "two"));
    assertThat(plan.bundles())
        .extracting(bundle -> bundle.id().artifact() + bundle.startOrder())
        .containsExactly("b2", "a9");
  }

  @Test
  void laterFeaturesAndTheInstanceOverrideKeyByKey() throws Exception {
    Map<String, Object> own = Map.of("port", 9L, "from", Optional.empty());
    Plan plan = plan(instance(Map.of("pid", own, "other", Map.of("k", "v")), "one", "two"));
    assertThat(plan.configurations().get("pid")).isEqualTo(Map.of("dir", "/i/x", "port", 9L));
    assertThat(plan.configurations().get("other")).isEqualTo(Map.of("k", "v"));
    assertThat(plan(instance(Map.of(), "one", "two")).configurations().get("pid"))
        .containsEntry("from", "two");
  }

  @Test
  void whatCannotRunIsRefused() {
    assertThatThrownBy(() -> plan(instance(Map.of(), "one", "clash")))
        .hasMessageContaining("WG-LNCH-0003");
    assertThatThrownBy(() -> plan(instance(Map.of(), "absent")))
        .hasMessageContaining("WG-LNCH-0002");
    assertThatThrownBy(() -> plan(instance(Map.of(), "nobody")))
        .hasMessageContaining("WG-LNCH-0001");
    assertThatThrownBy(() -> plan(instance(Map.of("p", Map.of("k", "${no}")), "one")))
        .hasMessageContaining("WG-LNCH-0001");
  }

  @Test
  void theDifferenceIsWhatChanged() throws Exception {
    Plan before = plan(instance(Map.of("gone", Map.of("k", "v")), "one"));
    Files.writeString(work.resolve("b-1.jar"), "new content");
    Plan after = plan(instance(Map.of("pid", Map.of("port", 2L)), "two"));
    PlanDifference difference = PlanDifference.between(before, after);
    assertThat(difference.uninstall()).containsExactly("x:a");
    assertThat(difference.update()).extracting(b -> b.id().artifact()).containsExactly("b");
    assertThat(difference.install()).isEmpty();
    assertThat(difference.configure()).containsOnlyKeys("pid");
    assertThat(difference.unconfigure()).containsExactly("gone");
    assertThat(PlanDifference.between(after, after).isEmpty()).isTrue();
    assertThat(PlanDifference.between(Plan.EMPTY, after).install()).hasSize(1);
  }

  @Test
  void equalArraysAreNoChange() {
    Plan one = new Plan(List.of(), Map.of("pid", Map.of("nets", new String[] {"a", "b"})));
    Plan same = new Plan(List.of(), Map.of("pid", Map.of("nets", new String[] {"a", "b"})));
    Plan other = new Plan(List.of(), Map.of("pid", Map.of("nets", new String[] {"a"})));
    assertThat(one.sameAs(same)).isTrue();
    assertThat(one.sameAs(other)).isFalse();
  }

  @Test
  void aKeptPlanSurvivesNewJarsOfTheSameName() throws Exception {
    Plan plan =
        plan(instance(Map.of("pid", Map.of("nets", List.of("a"), "on", true, "n", 3L)), "one"));
    PlanStore store = new PlanStore(work.resolve("last-good"));
    store.save(plan);
    Path jar = work.resolve("b-1.jar");
    Files.delete(jar);
    Files.writeString(jar, "another");
    Plan kept = store.load().orElseThrow();
    assertThat(kept.sameAs(plan)).isTrue();
    assertThat(Files.readString(kept.bundles().get(0).jar())).isEqualTo("b-1.jar");
    store.save(plan(instance(Map.of(), "two")));
    assertThat(store.load().orElseThrow().bundles()).hasSize(1);
  }

  @Test
  void aDamagedStoreIsNoPlan() throws Exception {
    PlanStore store = new PlanStore(work.resolve("last-good"));
    assertThat(store.load()).isEmpty();
    store.save(plan(instance(Map.of(), "one")));
    Files.delete(work.resolve("last-good/a-1.jar"));
    assertThat(store.load()).isEmpty();
    Files.writeString(work.resolve("last-good/plan.json"), "{");
    assertThat(store.load()).isEmpty();
  }

  @Test
  void aSetThatCameAsAnUpdateTakesNothingFromTheDistribution() throws Exception {
    Path set = work.resolve("set");
    Files.createDirectories(set.resolve(Planner.SET_REPOSITORY));
    Files.createDirectories(set.resolve(Planner.SET_FEATURES));
    Files.copy(work.resolve("two.json"), set.resolve(Planner.SET_FEATURES).resolve("two.json"));
    Planner planner = new Planner(work, new BundleRepository(work)).under(set);
    assertThatThrownBy(() -> planner.plan(instance(Map.of(), "two")))
        .as("a jar that only the distribution has")
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> planner.plan(instance(Map.of(), "one")))
        .as("a feature that only the distribution has")
        .isInstanceOf(RefusedException.class);
    Path jar = set.resolve(Planner.SET_REPOSITORY).resolve("b-1.jar");
    Files.writeString(jar, "b");
    assertThat(planner.plan(instance(Map.of(), "two")).bundles())
        .extracting(PlannedBundle::jar)
        .containsExactly(jar);
  }
}
