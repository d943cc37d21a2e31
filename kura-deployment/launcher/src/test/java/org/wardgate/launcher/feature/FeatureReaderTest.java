package org.wardgate.launcher.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;

class FeatureReaderTest {

  @TempDir Path directory = Path.of("");

  private Feature read(String json) throws IOException, RefusedException {
    return FeatureReader.read(Files.writeString(directory.resolve("f.json"), json));
  }

  @Test
  void readsWhatTheSpecificationSays() throws Exception {
    Feature feature =
        read(
            """
            {
              // comments are allowed
              "feature-resource-version": "1.0",
              "id": "org.example:demo:1.0.0",
              "description": "x",
              "variables": {"port": "8480"},
              "bundles": [
                "org.example:first:1.0.0",
                {"id": "org.example:second:2.0.0-SNAPSHOT", "start-order": 7}
              ],
              "extensions": {"framework-launching-properties":
                {"kind": "MANDATORY", "type": "JSON", "json": {"a": "b"}}},
              "configurations": {"some.pid": {"port:Integer": "${port}"}}
            }
            """);
    assertThat(feature.id().key()).isEqualTo("org.example:demo");
    assertThat(feature.bundles())
        .containsExactly(
            new FeatureBundle(MavenId.of("org.example:first:1.0.0"), 20),
            new FeatureBundle(MavenId.of("org.example:second:2.0.0-SNAPSHOT"), 7));
    assertThat(feature.variables()).containsEntry("port", "8480");
    assertThat(feature.frameworkProperties()).containsEntry("a", "b");
    assertThat(feature.configurations()).containsKey("some.pid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"id\":\"a:b:1\"}{}",
        "{\"id\":\"a:b\"}",
        "{\"id\":\"a:b:1\",\"id\":\"a:b:2\"}",
        "{\"id\":\"a:b:1\",\"bundle\":[]}",
        "{\"id\":\"a:b:1\",\"bundles\":{}}",
        "{\"id\":\"a:b:1\",\"bundles\":[7]}",
        "{\"id\":\"a:b:1\",\"bundles\":[{\"start-order\":1}]}",
        "{\"id\":\"a:b:1\",\"bundles\":[\"../../etc:passwd:1\"]}",
        "{\"id\":\"a:b:1\",\"bundles\":[\"a:..:1\"]}",
        "{\"id\":\"a:b:1\",\"bundles\":[{\"id\":\"a:b:1\",\"start-order\":0}]}",
        "{\"id\":\"a:b:1\",\"bundles\":[{\"id\":\"a:b:1\",\"start-order\":100}]}",
        "{\"id\":\"a:b:1\",\"bundles\":[{\"id\":\"a:b:1\",\"start-order\":\"x\"}]}",
        "{\"id\":\"a:b:1\",\"configurations\":{\"pid\":7}}",
        "{\"id\":\"a:b:1\",\"variables\":{\"a\":7}}",
        "{\"id\":\"a:b:1\",\"extensions\":{\"unknown\":{}}}",
        "{\"id\":\"a:b:1\",\"feature-resource-version\":\"2.0\"}",
      })
  void refusesEverythingElse(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-LNCH-0001");
  }

  @Test
  void refusesDepthAndSize() throws Exception {
    String deep = "{\"id\":\"a:b:1\",\"variables\":" + "[".repeat(100_000);
    assertThatThrownBy(() -> read(deep)).isInstanceOf(RefusedException.class);
    Path big = directory.resolve("big.json");
    Files.write(big, new byte[JsonFile.SIZE_MAX_BYTES + 1]);
    assertThatThrownBy(() -> FeatureReader.read(big)).isInstanceOf(RefusedException.class);
  }

  @Test
  void valuesBecomeTheTypesTheyName() {
    ConfigurationValues values = new ConfigurationValues(Map.of("dir", "/var/x$1"));
    Map<String, Object> properties =
        values.properties(
            Map.of(
                "path",
                "${dir}/y",
                "port:Integer",
                5684L,
                "rate:Double",
                "0.5",
                "on:Boolean",
                true,
                "many:Long",
                "7",
                "nets",
                List.of("10.0.0.0/8", "${dir}"),
                "ports:Integer[]",
                List.of(1L, 2L)));
    assertThat(properties)
        .containsEntry("path", "/var/x$1/y")
        .containsEntry("port", 5684)
        .containsEntry("rate", 0.5)
        .containsEntry("on", true)
        .containsEntry("many", 7L);
    assertThat((String[]) properties.get("nets")).containsExactly("10.0.0.0/8", "/var/x$1");
    assertThat((Integer[]) properties.get("ports")).containsExactly(1, 2);
  }

  @Test
  void unknownVariablesAndTypesAreRefused() {
    ConfigurationValues values = new ConfigurationValues(Map.of());
    for (Map<String, Object> bad :
        List.<Map<String, Object>>of(
            Map.of("a", "${nobody}"),
            Map.of("a:Date", "2026"),
            Map.of("a:Integer", "x"),
            Map.of("a", Map.of()))) {
      assertThatThrownBy(() -> values.properties(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
