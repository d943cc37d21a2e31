package org.wardgate.mud.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.testing.HostileSettings;
import org.wardgate.mud.MudManagerConfig;

class FetchSettingsTest {
  private static final Path USUAL = Path.of("/usual");

  private static Parsed<FetchSettings> of(Map<String, Object> values) {
    Checked checked = Checked.of(MudManagerConfig.class, values);
    return checked.parsed(FetchSettings.read(checked, () -> USUAL));
  }

  @Test
  void readsWhatIsGood(@TempDir Path directory) {
    Parsed<FetchSettings> parsed =
        of(Map.of("storeDirectory", " " + directory + " ", "fetchTimeoutSeconds", 10));

    assertThat(parsed.good()).isTrue();
    assertThat(parsed.value().storeDirectory()).contains(directory);
    assertThat(parsed.value().tlsAnchorsFile()).isEmpty();
    assertThat(parsed.value().timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(of(Map.of()).value().storeDirectory()).contains(USUAL);
  }

  @ParameterizedTest
  @CsvSource({
    "storeDirectory,/no/such/directory",
    "storeDirectory,/etc/passwd",
    "tlsAnchorsFile,/no/such/file",
    "fetchTimeoutSeconds,0",
    "fetchTimeoutSeconds,121",
    "fetchTimeoutSeconds,-1",
    "cacheGraceHours,-1",
    "cacheGraceHours,8761"
  })
  void refusesWhatIsBad(String name, String value) {
    HostileSettings.refuses(FetchSettingsTest::of, name, value);
    assertThat(of(Map.of(name, value)).value()).isEqualTo(of(Map.of()).value());
  }

  @Test
  void refusesAPathThatIsNone() {
    HostileSettings.refuses(FetchSettingsTest::of, "storeDirectory", "a\0b");
  }
}
