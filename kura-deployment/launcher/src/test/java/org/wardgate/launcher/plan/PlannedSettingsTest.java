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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.launcher.instance.FrameworkKind;
import org.wardgate.launcher.instance.Instance;

/** What operators set in the console counts more than features and instance. */
class PlannedSettingsTest {

  @TempDir Path work = Path.of("");

  @BeforeEach
  void feature() throws IOException {
    Files.writeString(
        work.resolve("one.json"),
        """
        {"id":"x:one:1","bundles":[],
         "configurations":{"pid":{"from":"feature","port:Integer":1,"kept":"${wardgate.instance}"}}}
        """);
  }

  private Instance instance() {
    return new Instance(
        work,
        List.of("one"),
        FrameworkKind.FELIX,
        "small",
        Map.of("pid", Map.of("from", "instance")),
        Optional.empty(),
        Optional.empty());
  }

  private Planner planner() {
    return new Planner(work, new BundleRepository(work));
  }

  private Map<String, Object> configured(String settings) throws Exception {
    Files.writeString(work.resolve("settings.json"), settings);
    return planner().plan(instance()).configurations().getOrDefault("pid", Map.of());
  }

  @Test
  void settingsOverruleTheInstanceAndKeepTheirTypes() throws Exception {
    Map<String, Object> values =
        configured(
            """
            {"configurations":{"pid":{"from:String":"console","port:Long":7,
             "list:String[]":[],"one:Character":"x","half:Float":0.5,"two:Short[]":[1,2]}}}
            """);
    assertThat(values)
        .containsEntry("from", "console")
        .containsEntry("port", 7L)
        .containsEntry("list", new String[0])
        .containsEntry("one", 'x')
        .containsEntry("half", 0.5f)
        .containsEntry("two", new Short[] {1, 2})
        .containsEntry("kept", work.toString());
  }

  @Test
  void aDollarSignThatSomebodyTypedIsOne() throws Exception {
    String text = "${wardgate.instance} and ${nobody}";
    Map<String, Object> values =
        configured("{\"configurations\":{\"pid\":{\"from:String\":\"" + text + "\"}}}");
    assertThat(values).containsEntry("from", text);
    Plan plan = planner().plan(instance());
    PlanStore store = new PlanStore(work.resolve("kept"));
    store.save(plan);
    assertThat(store.load().map(loaded -> loaded.sameAs(plan))).contains(true);
  }

  @Test
  void anotherComponentMayBeSetThatNoFeatureNames() throws Exception {
    Files.writeString(
        work.resolve("settings.json"), "{\"configurations\":{\"new\":{\"a:String\":\"b\"}}}");
    assertThat(planner().plan(instance()).configurations()).containsKeys("pid", "new");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"configurations\":[]}",
        "{\"configurations\":{\"pid\":1}}",
        "{\"configurations\":{\"pid\":{\"port:Integer\":\"many\"}}}",
        "{\"configurations\":{\"pid\":{\"port:Whatever\":1}}}",
        "{\"configurations\":{\"pid\":{\"one:Character\":\"two\"}}}",
        "{\"configurations\":{\"pid\":{\"from:String\":\"torn",
      })
  void damagedSettingsAreRefused(String settings) {
    assertThatThrownBy(() -> configured(settings))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-LNCH-0006")
        .hasMessageContaining("settings.json");
  }

  @Test
  void theFrameworkKnowsTheInstance() throws Exception {
    assertThat(planner().frameworkProperties(instance()))
        .containsEntry("wardgate.instance", work.toString());
  }
}
