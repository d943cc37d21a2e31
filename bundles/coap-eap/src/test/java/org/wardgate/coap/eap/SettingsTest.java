package org.wardgate.coap.eap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path directory = Path.of(".");

  private Settings with(Map<String, Object> changed) throws Exception {
    Map<String, Object> values = new HashMap<>();
    values.put("radiusServer", "192.0.2.1");
    values.put("sharedSecretFile", EapWard.secretFile(directory).toString());
    values.putAll(changed);
    return Settings.of(EapWard.config(CoapEapConfig.class, values));
  }

  private void isRefused(Map<String, Object> changed) {
    assertThatThrownBy(() -> with(changed)).hasMessageContaining("WG-ONB-0052");
  }

  @Test
  void goodValuesAreTaken() throws Exception {
    Settings settings = with(Map.of("secondServer", "2001:db8::1"));
    assertThat(settings.servers()).hasSize(2);
    assertThat(settings.serverVouchesForUserName()).isFalse();
    assertThat(settings.toString()).doesNotContain(Hostapd.SECRET);
  }

  @Test
  void aHostNameIsRefused() {
    isRefused(Map.of("radiusServer", "radius"));
    isRefused(Map.of("radiusServer", ""));
    isRefused(Map.of("secondServer", "radius hospital"));
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    isRefused(Map.of("radiusPort", 0));
    isRefused(Map.of("radiusTriesMax", 11));
    isRefused(Map.of("sessionLifetimeSeconds", 1));
    isRefused(Map.of("concurrentMax", 0));
    isRefused(Map.of("nasIdentifier", ""));
    isRefused(Map.of("realm", "a b"));
  }

  @Test
  void aSecretThatOthersMayReadIsRefused() throws Exception {
    Path file = EapWard.secretFile(directory);
    Path open = directory.resolve("open");
    Files.copy(file, open);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
    isRefused(Map.of("sharedSecretFile", open.toString()));
  }

  @Test
  void aShortOrMissingSecretIsRefused() throws Exception {
    Path file = directory.resolve("short");
    Files.writeString(file, "short\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    isRefused(Map.of("sharedSecretFile", file.toString()));
    isRefused(Map.of("sharedSecretFile", directory.resolve("none").toString()));
    isRefused(Map.of("sharedSecretFile", ""));
  }
}
