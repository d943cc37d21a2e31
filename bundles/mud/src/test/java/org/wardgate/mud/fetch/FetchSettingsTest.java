package org.wardgate.mud.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;

class FetchSettingsTest {
  @Test
  void readsWhatIsGood(@TempDir Path directory) throws RefusedException {
    FetchSettings settings = FetchSettings.of(" " + directory + " ", "", 10, 0);

    assertThat(settings.storeDirectory()).contains(directory);
    assertThat(settings.tlsAnchorsFile()).isEmpty();
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource({
    "/no/such/directory,'',10,0",
    "'','/no/such/file',10,0",
    "'','',0,0",
    "'','',121,0",
    "'','',-1,0",
    "'','',10,-1",
    "'','',10,8761"
  })
  void refusesWhatIsBad(String store, String anchors, int timeout, int grace) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> FetchSettings.of(store, anchors, timeout, grace))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(MudErrors.BAD_CONFIGURATION));
  }

  @Test
  void refusesAPathThatIsNone() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> FetchSettings.of("a\0b", "", 10, 0));
  }
}
