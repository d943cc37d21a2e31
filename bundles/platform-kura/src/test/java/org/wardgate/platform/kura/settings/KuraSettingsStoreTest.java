package org.wardgate.platform.kura.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.configuration.Password;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.platform.kura.fake.FakeConfigurations;

class KuraSettingsStoreTest {
  private static final String PID = "org.wardgate.example";

  private final FakeConfigurations configurations = new FakeConfigurations();
  private final KuraSettingsStore store =
      new KuraSettingsStore(
          configurations.service(), pid -> pid.equals(PID) ? Set.of("password") : Set.of());

  @BeforeEach
  void configured() {
    configurations.stored.put(PID, new HashMap<>());
  }

  @Test
  void valuesAreStoredWithASnapshot() throws Exception {
    Map<String, Object> values = Map.of("seconds", 7, "name", "x", "password", "secret");
    store.store(PID, values);
    assertThat(configurations.snapshotsCount).isEqualTo(1);
    assertThat(configurations.stored.get(PID))
        .containsEntry("seconds", 7)
        .containsEntry("name", "x");
    Object password = configurations.stored.getOrDefault(PID, Map.of()).get("password");
    assertThat(password)
        .isInstanceOfSatisfying(
            Password.class,
            kept ->
                assertThat(kept.getPassword()).isNotNull().isNotEqualTo("secret".toCharArray()));
  }

  @Test
  void theFormOfAnInstanceIsItsFactorys() throws Exception {
    configurations.stored.put("second", new HashMap<>(Map.of("service.factoryPid", PID)));
    store.store("second", Map.of("password", "secret"));
    assertThat(configurations.stored.getOrDefault("second", Map.of()).get("password"))
        .isInstanceOf(Password.class);
  }

  @Test
  void anUnknownComponentIsRefused() {
    assertThatThrownBy(() -> store.store("unknown", Map.of("a", 1)))
        .hasMessageContaining("WG-PLAT-0011");
    assertThat(configurations.stored).doesNotContainKey("unknown");
  }

  @Test
  void whatKuraRefusesIsRefusedAndNothingChanges() {
    configurations.failure.set(KuraException.internalError("disk full"));
    assertThatThrownBy(() -> store.store(PID, Map.of("a", 1))).hasMessageContaining("WG-PLAT-0011");
    configurations.failure.set(new IllegalStateException("going away"));
    assertThatThrownBy(() -> store.store(PID, Map.of("a", 1))).hasMessageContaining("going away");
    assertThat(configurations.stored.get(PID)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"seconds", "names", "password"})
  void whatKuraDropsSilentlyIsNotStored(String dropped) {
    configurations.dropped.add(dropped);
    Map<String, Object> values =
        Map.of("seconds", 7, "names", new String[] {"a"}, "password", "secret");
    assertThatThrownBy(() -> store.store(PID, values))
        .hasMessageContaining("WG-CFG-0014")
        .hasMessageContaining("ignored " + dropped);
  }

  @Test
  void aPidThatKuraForgetsMeanwhileIsNotStored() {
    configurations.forgetful = true;
    assertThatThrownBy(() -> store.store(PID, Map.of("a", 1))).hasMessageContaining("WG-CFG-0014");
  }

  @Test
  void aValueThatStaysAsItWasIsNotStored() {
    configurations.stored.put(PID, new HashMap<>(Map.of("seconds", 5)));
    configurations.dropped.add("seconds");
    assertThatThrownBy(() -> store.store(PID, Map.of("seconds", 7)))
        .hasMessageContaining("WG-CFG-0014");
  }

  @Test
  void aValueOfAnotherTypeIsTheSame() throws Exception {
    configurations.types.put("seconds", 7L);
    configurations.types.put("share", 1.0f);
    configurations.types.put("names", new String[] {"a", "b"});
    configurations.types.put("name", new String[] {"x"});
    store.store(PID, Map.of("seconds", 7, "share", 1.0, "names", List.of("a", "b"), "name", "x"));
    assertThat(configurations.snapshotsCount).isEqualTo(1);
  }

  @Test
  void anEmptyTextThatKuraKeepsAsNothingIsStored() throws Exception {
    configurations.dropped.add("title");
    store.store(PID, Map.of("title", "", "networks", new String[0]));
    assertThat(configurations.snapshotsCount).isEqualTo(1);
  }

  @Test
  void aPasswordOfAWrongTypeIsLeftToKura() throws Exception {
    store.store(PID, Map.of("password", 7));
    assertThat(configurations.stored.get(PID)).containsEntry("password", 7);
  }
}
