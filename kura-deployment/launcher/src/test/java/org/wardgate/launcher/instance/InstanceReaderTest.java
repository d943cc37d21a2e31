package org.wardgate.launcher.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;

class InstanceReaderTest {

  @TempDir Path directory = Path.of("");

  @Test
  void withoutFileEverythingIsDefault() throws Exception {
    Instance instance = InstanceReader.read(directory);
    assertThat(instance).isEqualTo(Instance.ofDefaults(directory));
    assertThat(instance.features()).containsExactly("core", "coap", "console", "felix");
    assertThat(instance.framework()).isEqualTo(FrameworkKind.FELIX);
  }

  @Test
  void readsAll() throws Exception {
    Files.writeString(
        directory.resolve("instance.json"),
        """
        {"features":["core"],"framework":"equinox","profile":"large","netns":"wardgate-gw",
         "namespacePid":4711,"configurations":{"pid":{"a":1}}}
        """);
    Instance instance = InstanceReader.read(directory);
    assertThat(instance.features()).containsExactly("core");
    assertThat(instance.framework()).isEqualTo(FrameworkKind.EQUINOX);
    assertThat(instance.profile()).isEqualTo("large");
    assertThat(instance.networkNamespace()).contains("wardgate-gw");
    assertThat(instance.namespaceHolder()).contains(4711L);
    assertThat(instance.configurations()).containsKey("pid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"feature\":[]}",
        "{\"features\":[\"../core\"]}",
        "{\"features\":[\"\"]}",
        "{\"features\":\"core\"}",
        "{\"framework\":\"knopflerfish\"}",
        "{\"profile\":\"huge\"}",
        "{\"netns\":\"a b\"}",
        "{\"netns\":\"../x\"}",
        "{\"netns\":\"-x\"}",
        "{\"namespacePid\":\"x\"}",
        "{\"configurations\":[]}",
      })
  void refusesEverythingElse(String json) throws Exception {
    Files.writeString(directory.resolve("instance.json"), json);
    assertThatThrownBy(() -> InstanceReader.read(directory))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-LNCH-0006");
  }
}
