package org.wardgate.updater.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.launcher.instance.InstanceReader;
import org.wardgate.launcher.instance.SettingsReader;

class ComingPlanTest {
  private static final String FOUR = "{\"features\": [\"core\", \"coap\"]}";

  private final Path directory;

  ComingPlanTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static PackageFeature feature(String name, String members) throws RefusedException {
    String json = "{\"id\": \"g:" + name + ":1\"" + (members.isEmpty() ? "" : ", ") + members + "}";
    return PackageFeature.read(name, json.getBytes(StandardCharsets.UTF_8));
  }

  private ComingPlan plan(String instance, PackageFeature... features)
      throws IOException, RefusedException {
    Files.writeString(directory.resolve("instance.json"), instance);
    return ComingPlan.of(List.of(features), RunningInstance.read(directory));
  }

  private void assertRefused(String why, String instance, PackageFeature... features) {
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> plan(instance, features));
    assertThat(refused).as(why).isNotNull();
    assertThat(refused.errorCode().code()).isEqualTo("WG-UPD-0019");
    assertThat(refused.detail()).contains(why);
  }

  @Test
  void plansWhatRunsHereAndNothingElse() throws Exception {
    ComingPlan plan =
        plan(
            FOUR,
            feature("core", "\"bundles\": [\"g:a:1\", \"g:b:1\"]"),
            feature("coap", "\"bundles\": [\"g:b:1\"]"),
            feature("dev", "\"bundles\": [\"g:c:1\"]"));
    assertThat(plan.fileNames()).containsExactlyInAnyOrder("a-1.jar", "b-1.jar");
  }

  @Test
  void anInstanceWithoutAFileRunsTheLaunchersDefault() throws Exception {
    List<PackageFeature> all = new ArrayList<>();
    for (String name : RunningInstance.FEATURES_DEFAULT) {
      all.add(feature(name, ""));
    }
    RunningInstance instance = RunningInstance.read(directory);
    assertThat(ComingPlan.of(all, instance).fileNames()).isEmpty();
    all.remove(3);
    assertThat(
            catchThrowableOfType(RefusedException.class, () -> ComingPlan.of(all, instance))
                .detail())
        .contains("felix runs here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"feature\": [\"core\"]",
        "\"framework\": \"knopflerfish\"",
        "\"framework\": null",
        "\"profile\": \"huge\"",
        "\"netns\": \"a b\"",
        "\"namespacePid\": \"x\""
      })
  void refusesAnInstanceOfWhichTheLauncherMakesNoPlan(String member) throws Exception {
    String instance = "{\"features\": [\"core\"], " + member + "}";
    assertRefused("instance.json", instance, feature("core", ""));
    assertThat(catchThrowableOfType(RefusedException.class, () -> InstanceReader.read(directory)))
        .as("the launcher")
        .isNotNull();
  }

  @Test
  void takesEveryMemberThatTheLauncherKnows() throws Exception {
    String instance =
        "{\"features\": [\"core\"], \"framework\": \"equinox\", \"profile\": \"large\","
            + " \"netns\": \"ward\", \"namespacePid\": 7, \"configurations\": {}}";
    assertThat(plan(instance, feature("core", "")).fileNames()).isEmpty();
    assertThat(InstanceReader.read(directory).profile()).isEqualTo("large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"configurations\": {\"pid\": {\"port:Integer\": \"many\"}}}",
        "{\"configurations\": []}",
        "{\"configurations\": {\"pid\": {\"a\": 1, \"a\": 2}}}",
        "torn"
      })
  void refusesSettingsOfWhichTheLauncherMakesNoPlan(String settings) throws Exception {
    Files.writeString(directory.resolve("settings.json"), settings);
    assertRefused("settings.json", "{\"features\": [\"core\"]}", feature("core", ""));
    assertThat(
            catchThrowableOfType(
                RefusedException.class,
                () -> SettingsReader.read(directory.resolve("settings.json"))))
        .as("the launcher")
        .isNotNull();
  }

  @Test
  void aDollarSignInTheSettingsIsOne() throws Exception {
    Files.writeString(
        directory.resolve("settings.json"),
        "{\"configurations\": {\"pid\": {\"text\": \"${none}\", \"list:String[]\": []}}}");
    assertThat(plan("{\"features\": [\"core\"]}", feature("core", "")).fileNames()).isEmpty();
  }

  @Test
  void refusesASetWithoutAFeatureThatRuns() throws Exception {
    assertRefused("coap runs here", FOUR, feature("core", ""));
    assertRefused("core runs here", FOUR);
    assertRefused("demo runs here", "{\"features\": [\"demo\"]}", feature("core", ""));
  }

  @Test
  void refusesTwoVersionsOfOneBundle() throws Exception {
    assertRefused(
        "of one bundle",
        FOUR,
        feature("core", "\"bundles\": [\"g:a:1\"]"),
        feature("coap", "\"bundles\": [\"g:a:2\"]"));
    assertRefused(
        "a-1.jar as g:a and h:a",
        FOUR,
        feature("core", "\"bundles\": [\"g:a:1\"]"),
        feature("coap", "\"bundles\": [\"h:a:1\"]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": \"${nobody}\"} | unknown variable",
        "{\"a:Integer\": \"x\"} | x",
        "{\"a:Integer\": 5000000000} | 5000000000",
        "{\"a:Instant\": \"x\"} | unknown type",
        "{\"a\": {}} | must be",
        "{\"a\": [[1]]} | must be",
        "{\"a\": [null]} | must be",
        "{\"a\": [1, \"b\"]} | different types",
        "{\"a:Character\": \"ab\"} | one character",
        "{\"a\": 1, \"A\": 2} | there twice",
        "{\"\": 1} | empty",
      })
  void refusesConfigurationsThatCannotBeMade(String values, String why) throws Exception {
    String members = "\"configurations\": {\"pid\": " + values + "}";
    assertRefused(why, FOUR, feature("core", members), feature("coap", ""));
    assertRefused("configuration pid", FOUR, feature("core", ""), feature("coap", members));
    // what does not run here is nobody's configuration
    assertThat(plan("{\"features\": [\"coap\"]}", feature("core", members), feature("coap", "")))
        .isNotNull();
  }

  @Test
  void theInstancesOwnWordsCountToo() throws Exception {
    PackageFeature core = feature("core", "\"variables\": {\"new\": \"1\"}");
    String uses =
        "{\"features\": [\"core\"], \"configurations\": {\"pid\": {\"a:Integer\": \"${%s}\"}}}";
    assertThat(plan(String.format(uses, "new"), core)).isNotNull();
    assertRefused("unknown variable ${old}", String.format(uses, "old"), core);
    // what the instance sets or takes away is not wrong any more
    PackageFeature wrong = feature("core", "\"configurations\": {\"pid\": {\"a\": \"${no}\"}}");
    for (String value : new String[] {"null", "\"${wardgate.instance}/x\"", "7"}) {
      assertThat(
              plan(
                  "{\"features\": [\"core\"], \"configurations\": {\"pid\": {\"a\": "
                      + value
                      + "}}}",
                  wrong))
          .isNotNull();
    }
  }

  @Test
  void refusesFrameworkPropertiesThatWouldFailAtTheNextStart() throws Exception {
    assertRefused(
        "framework properties",
        "{\"features\": [\"core\"]}",
        feature(
            "core",
            "\"extensions\": {\"framework-launching-properties\": {\"json\": {\"a\": \"${no}\"}}}"));
  }

  @Test
  void refusesTextsThatGrowWithoutEnd() throws Exception {
    String variables = "\"variables\": {\"v\": \"" + "x".repeat(10_000) + "\"}, ";
    assertRefused(
        "longer than",
        "{\"features\": [\"core\"]}",
        feature(
            "core",
            variables + "\"configurations\": {\"p\": {\"a\": \"" + "${v}".repeat(10_000) + "\"}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | instance.json",
        "{\"features\": \"core\"} | array",
        "{\"features\": [7]} | string",
        "{\"features\": [\"../core\"]} | must match",
        "{\"configurations\": {\"pid\": 1}} | object",
      })
  void refusesWhileTheInstanceCannotBeRead(String instance, String why) {
    assertRefused(why, instance);
  }
}
