package org.wardgate.updater.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.wardgate.api.error.RefusedException;
import org.wardgate.launcher.feature.FeatureReader;
import org.wardgate.launcher.instance.Instance;
import org.wardgate.launcher.instance.InstanceReader;
import org.wardgate.launcher.plan.BundleRepository;
import org.wardgate.launcher.plan.PlannedBundle;
import org.wardgate.launcher.plan.Planner;

/**
 * What passes here is what the launcher makes a plan of: whatever the features are, the launcher's
 * own reader and planner are asked as well.
 */
class LikeTheLauncherProperties {
  private static final List<String> GOOD =
      List.of(
          """
          {"feature-resource-version": "1.0", "id": "g:core:1.0",
           "variables": {"port": "5684", "host": "a"},
           "bundles": ["g:a:1.0", {"id": "g:b:1.0", "start-order": 4}],
           "extensions": {"framework-launching-properties": {"json": {"x.y": "${port}"}}},
           "configurations": {"pid": {"port:Integer": "${port}", "b": true, "list": ["a", "${host}"],
             "n:Long": 7, "s:Short": "7", "file": "${wardgate.instance}/x", "e:Integer[]": [1, 2]},
             "factory~one": {}}}
          """,
          """
          /* a comment */
          {"id": "g:coap:1.0", "name": "coap", "bundles": [{"id": "h:c:2.0"}, "g:a:1.0"],
           "configurations": {"pid": {"b": null, "more:String": "${port}", "d:Double": 1.5}}}
          """);

  /** What is put in somewhere, besides single characters. */
  private static final List<String> PIECES =
      List.of(
          "null",
          "{}",
          "[]",
          "\"g:a:2.0\"",
          "\"g:b:1.0\",",
          "${",
          "${port}",
          "${none}",
          ":Integer",
          ":Byte",
          ":Instant",
          "\"",
          ",",
          "}",
          "]",
          "[",
          "{",
          "-1",
          "1e9",
          "99999999999",
          "true",
          "\"start-order\": 0,",
          "\"id\":",
          "// x\n",
          "\\u0000",
          "..",
          "/",
          ":",
          "é");

  @Property(tries = 600)
  void whatPassesHereIsWhatTheLauncherMakesAPlanOf(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<String> features = GOOD.stream().map(feature -> spoiled(feature, random)).toList();
    withInstance(
        directory -> {
          boolean passed = agrees(features, directory);
          assertThat(passed || !features.equals(GOOD)).isTrue();
        });
  }

  @Property(tries = 300)
  void noiseIsRefusedOrTheLaunchersToo(@ForAll byte[] noise) throws IOException {
    withInstance(
        directory -> {
          try {
            PackageFeature unused = PackageFeature.read("core", noise);
          } catch (RefusedException e) {
            assertThat(e.errorCode().code()).isEqualTo("WG-UPD-0019");
            return;
          }
          Path file = Files.write(directory.resolve("core.json"), noise);
          assertThat(launcherReads(file)).isTrue();
        });
  }

  @Example
  void whatIsGoodPasses() throws IOException {
    withInstance(directory -> assertThat(agrees(GOOD, directory)).isTrue());
  }

  @Example
  void theDefaultIsTheLaunchers() {
    assertThat(RunningInstance.FEATURES_DEFAULT).isEqualTo(Instance.FEATURES_DEFAULT);
  }

  private static String spoiled(String feature, Random random) {
    StringBuilder text = new StringBuilder(feature);
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(4));
      text.replace(
          at,
          end,
          random.nextBoolean()
              ? PIECES.get(random.nextInt(PIECES.size()))
              : String.valueOf((char) (' ' + random.nextInt(95))));
    }
    return text.toString();
  }

  /** Whether it passes here; then the launcher must make a plan of the same jars. */
  private static boolean agrees(List<String> features, Path directory) throws IOException {
    ComingPlan coming;
    try {
      coming =
          ComingPlan.of(
              List.of(read("core", features.get(0)), read("coap", features.get(1))),
              RunningInstance.read(directory));
    } catch (RefusedException e) {
      assertThat(e.errorCode().code()).isEqualTo("WG-UPD-0019");
      return false;
    }
    Files.writeString(directory.resolve("core.json"), features.get(0));
    Files.writeString(directory.resolve("coap.json"), features.get(1));
    for (String jar : coming.fileNames()) {
      Files.writeString(directory.resolve(jar), jar);
    }
    Planner planner = new Planner(directory, new BundleRepository(directory));
    try {
      Instance instance = InstanceReader.read(directory);
      assertThat(planner.frameworkProperties(instance)).isNotEmpty();
      Set<String> planned =
          planner.plan(instance).bundles().stream()
              .map(PlannedBundle::jar)
              .map(jar -> String.valueOf(jar.getFileName()))
              .collect(Collectors.toSet());
      assertThat(planned).isEqualTo(coming.fileNames());
      return true;
    } catch (RefusedException e) {
      throw new AssertionError("the launcher refuses what passed: " + features, e);
    }
  }

  private static PackageFeature read(String name, String json) throws RefusedException {
    return PackageFeature.read(name, json.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean launcherReads(Path file) {
    try {
      return FeatureReader.read(file) != null;
    } catch (RefusedException e) {
      return false;
    }
  }

  /** What is done with an instance's directory. */
  private interface Deed {
    void with(Path directory) throws IOException;
  }

  private static void withInstance(Deed deed) throws IOException {
    Path directory = Files.createTempDirectory("instance");
    try {
      Files.writeString(
          directory.resolve("instance.json"),
          "{\"features\": [\"core\", \"coap\"], \"configurations\": {\"pid\": {\"file\": \"x\"}}}");
      deed.with(directory);
    } finally {
      try (var files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }
}
