package org.wardgate.updater.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wardgate.api.error.RefusedException;

class PackageFeatureTest {
  private static PackageFeature read(String json) throws RefusedException {
    return PackageFeature.read("core", json.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(String json, String why) {
    RefusedException refused = catchThrowableOfType(RefusedException.class, () -> read(json));
    assertThat(refused).as(json.substring(0, Math.min(200, json.length()))).isNotNull();
    assertThat(refused.errorCode().code()).isEqualTo("WG-UPD-0019");
    assertThat(refused.errorCode().remedy()).contains("packager");
    assertThat(refused.detail()).startsWith("core.json: ").contains(why).hasSizeLessThan(400);
  }

  private static String with(String members) {
    return "{\"id\": \"g:core:1\", " + members + "}";
  }

  @Test
  void readsWhatTheLauncherTakes() throws Exception {
    PackageFeature feature =
        read(
            """
            // as the feature service has it
            {
              "feature-resource-version": "1.0",
              "id": "org.wardgate:core:1.0.0",
              "name": "core",
              "variables": {"port": "5684"},
              "bundles": ["g:a:1.0", {"id": "g:b:2.0", "start-order": 4}, {"id": "g:c:3", "start-order": "5"}],
              "extensions": {"framework-launching-properties": {"type": "JSON", "json": {"a.b": 1}}},
              "configurations": {"pid": {"port:Integer": "${port}", "hosts": ["a", "b"], "gone": null}}
            }
            """);
    assertThat(feature.bundles())
        .extracting(NamedBundle::fileName)
        .containsExactly("a-1.0.jar", "b-2.0.jar", "c-3.jar");
    assertThat(feature.variables()).containsEntry("port", "5684");
    assertThat(feature.frameworkProperties()).containsEntry("a.b", "1");
    assertThat(feature.configurations()).containsOnlyKeys("pid");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | object",
        "[] | object",
        "null | object",
        "{} | group:artifact:version",
        "{\"id\": 7} | id must be a string",
        "{\"id\": \"g:core:1\" | ``",
        "{\"id\": \"g:core:1\"} {} | more than one",
        "{\"id\": \"g:core:1\", \"id\": \"g:core:1\"} | Duplicate",
        "{\"id\": \"../x:core:1\"} | group:artifact:version",
        "{\"id\": \"g:core:1:jar\"} | group:artifact:version",
        "{\"id\": \"g:core:1\", \"x\": 1} | unknown member x",
        "{\"id\": \"g:core:1\", \"feature-resource-version\": \"2.0\"} | must be 1.0",
        "{\"id\": \"g:core:1\", \"n\": 99999999999999999999} | ``",
        "{\"id\": \"g:core:1\", \"n\": NaN} | ``",
      })
  void refusesWhatIsNoFeature(String json, String why) {
    assertRefused(json, why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"bundles\": {} | array",
        "\"bundles\": [7] | object",
        "\"bundles\": [null] | object",
        "\"bundles\": [\"g:a\"] | group:artifact:version",
        "\"bundles\": [\"g:../../etc/x:1\"] | group:artifact:version",
        "\"bundles\": [\"g:a/b:1\"] | group:artifact:version",
        "\"bundles\": [\"g:a:1..2\"] | group:artifact:version",
        "\"bundles\": [{\"start-order\": 1}] | group:artifact:version",
        "\"bundles\": [{\"id\": \"g:a:1\", \"start-order\": 0}] | 1 to 99",
        "\"bundles\": [{\"id\": \"g:a:1\", \"start-order\": 100}] | 1 to 99",
        "\"bundles\": [{\"id\": \"g:a:1\", \"start-order\": 1.5}] | integer",
        "\"bundles\": [{\"id\": \"g:a:1\", \"start-order\": \"x\"}] | ``",
        "\"bundles\": [\"g:a:1\", \"g:a:1\"] | more than once",
        "\"bundles\": [\"g:a:1\", {\"id\": \"g:a:2\"}] | more than once",
        "\"bundles\": [\"g:a:1\", \"h:a:1\"] | more than once",
        "\"variables\": {\"a\": 1} | string",
        "\"variables\": [] | object",
        "\"extensions\": {\"content-packages\": {}} | unknown extension",
        "\"extensions\": {\"framework-launching-properties\": {\"json\": []}} | object",
        "\"configurations\": {\"pid\": []} | object",
        "\"configurations\": 1 | object",
      })
  void refusesMembersThatTheLauncherWouldNotTake(String members, String why) {
    assertRefused(with(members), why);
  }

  @Test
  void refusesTooMuch() {
    assertRefused(
        with("\"name\": \"" + "x".repeat(FeatureLimits.FEATURE_MAX_BYTES) + "\""), "larger");
    assertRefused(with("\"name\": " + "[".repeat(20) + "]".repeat(20)), "epth");
    assertRefused(with("\"name\": " + "[".repeat(200_000)), "epth");
    String many = "1,".repeat(FeatureLimits.VALUES_MAX_COUNT) + "1";
    assertRefused(with("\"name\": [" + many + "]"), "more than 20000 values");
    String bundles =
        IntStream.rangeClosed(0, FeatureLimits.BUNDLES_MAX_COUNT)
            .mapToObj(i -> "\"g:a" + i + ":1\"")
            .collect(Collectors.joining(","));
    assertRefused(with("\"bundles\": [" + bundles + "]"), "more than 200 bundles");
  }

  @Test
  void refusesWhatIsNoTextAtAll() {
    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class,
            () -> PackageFeature.read("core", new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe}));
    assertThat(refused.errorCode().code()).isEqualTo("WG-UPD-0019");
  }
}
