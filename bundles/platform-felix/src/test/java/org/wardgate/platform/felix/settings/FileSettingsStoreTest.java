package org.wardgate.platform.felix.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.wardgate.api.error.RefusedException;

class FileSettingsStoreTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path instance = Path.of("");

  private final Map<String, Map<String, Object>> configured = new HashMap<>();
  private boolean adminFails;

  private FileSettingsStore store() {
    return new FileSettingsStore(admin(), instance.toString());
  }

  /** A Configuration Admin that keeps maps. */
  private ConfigurationAdmin admin() {
    return proxy(
        ConfigurationAdmin.class,
        (name, arguments) ->
            configuration(
                name.equals("getFactoryConfiguration")
                    ? arguments[0] + "~" + arguments[1]
                    : String.valueOf(arguments[0])));
  }

  private Configuration configuration(String pid) {
    return proxy(
        Configuration.class,
        (name, arguments) -> {
          if (name.equals("getProperties")) {
            Map<String, Object> values = configured.get(pid);
            return values == null ? null : FrameworkUtil.asDictionary(new HashMap<>(values));
          }
          if (adminFails) {
            throw new IOException("no room");
          }
          Map<String, Object> values = new HashMap<>();
          FrameworkUtil.asMap((Dictionary<?, ?>) arguments[0])
              .forEach((key, value) -> values.put(String.valueOf(key), value));
          configured.put(pid, values);
          return null;
        });
  }

  private interface Call {
    @Nullable Object of(String name, Object[] arguments) throws Exception;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                call.of(method.getName(), arguments == null ? new Object[0] : arguments)));
  }

  private Path file() {
    return instance.resolve("settings.json");
  }

  private JsonNode written(String pid) throws IOException {
    return MAPPER.readTree(Files.readAllBytes(file())).path("configurations").path(pid);
  }

  @Test
  void whatChangesIsWrittenWithItsTypeAndConfigured() throws Exception {
    configured.put("p", Map.of("port", 53, "mode", "keep", "Enforcer.target", "(x=y)"));
    store()
        .store(
            "p", Map.of("port", 54, "mode", "keep", "list", new String[] {"a", "b"}, "one", 'c'));
    assertThat(written("p").toString())
        .contains(
            "\"port:Integer\":54", "\"list:String[]\":[\"a\",\"b\"]", "\"one:Character\":\"c\"")
        .doesNotContain("mode", "Enforcer");
    assertThat(configured.get("p"))
        .containsEntry("port", 54)
        .containsEntry("mode", "keep")
        .containsEntry("Enforcer.target", "(x=y)");
    assertThat(Files.getPosixFilePermissions(file()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void whatIsTheSameIsNotWritten() throws Exception {
    configured.put("p", Map.of("port", 53, "list", new String[] {"a"}));
    store().store("p", Map.of("port", 53, "list", new String[] {"a"}));
    assertThat(file()).doesNotExist();
  }

  @Test
  void laterChangesJoinEarlierOnes() throws Exception {
    store().store("p", Map.of("port", 53, "mode", "a"));
    store().store("p", Map.of("port", 54L));
    store().store("q~one", Map.of("x", true));
    assertThat(written("p").toString()).isEqualTo("{\"mode:String\":\"a\",\"port:Long\":54}");
    assertThat(written("q~one").path("x:Boolean").asBoolean()).isTrue();
    assertThat(configured.get("q~one")).containsEntry("x", true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "torn {",
        "{\"configurations\":1}",
        "{\"configurations\":{\"p\":[]}}",
        "{\"a\":1,\"a\":2}",
      })
  void aDamagedFileIsLeftForPeopleAndNothingChanges(String content) throws Exception {
    Files.writeString(file(), content);
    assertThatThrownBy(() -> store().store("p", Map.of("port", 53)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-CFG-0014");
    assertThat(file()).hasContent(content);
    assertThat(configured).isEmpty();
  }

  @Test
  void aFullDiskChangesNothing() throws Exception {
    Path directory = Files.createDirectory(instance.resolve("gone"));
    FileSettingsStore store = new FileSettingsStore(admin(), directory.toString());
    Files.delete(directory);
    assertThatThrownBy(() -> store.store("p", Map.of("port", 53)))
        .hasMessageContaining("WG-CFG-0014");
    assertThat(configured).isEmpty();
  }

  @Test
  void whatCannotBeConfiguredIsNotKeptEither() throws Exception {
    store().store("p", Map.of("port", 53));
    String before = Files.readString(file());
    adminFails = true;
    assertThatThrownBy(() -> store().store("p", Map.of("port", 54)))
        .hasMessageContaining("WG-CFG-0014");
    assertThat(file()).hasContent(before);
    Files.delete(file());
    assertThatThrownBy(() -> store().store("p", Map.of("port", 54)))
        .hasMessageContaining("WG-CFG-0014");
    assertThat(file()).doesNotExist();
  }

  @Test
  void hugeStringsBeyondTheFilesLimitAreRefused() throws Exception {
    store().store("p", Map.of("port", 53));
    String huge = "x".repeat(SettingsFile.SIZE_MAX_BYTES);
    assertThatThrownBy(() -> store().store("p", Map.of("text", huge)))
        .hasMessageContaining("WG-CFG-0014");
    assertThat(written("p").size()).isEqualTo(1);
    assertThat(configured.get("p")).doesNotContainKey("text");
  }

  @Test
  void withoutTheLauncherNothingIsTaken() {
    FileSettingsStore store = new FileSettingsStore(admin(), null);
    assertThatThrownBy(() -> store.store("p", Map.of("port", 53)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-CFG-0013");
  }
}
